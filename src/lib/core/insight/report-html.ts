import { isTemporalType } from '../table/schema';
import {
	escaped,
	heading,
	histogramBars,
	htmlPage,
	htmlTable,
	note,
	section,
	shareBar,
	type HtmlCell
} from '../document/html';
import { strongestRelations } from './relations';
import { featureTypes, type FeatureInsight, type InsightReport, type QuickModel, type RowSample } from './report';
import type { ReportTexts } from './texts/en';
import type { InsightWarning } from './warning';
import type { Writer } from '../document/writer';

interface Ink {
	readonly t: ReportTexts;
	readonly w: Writer;
}

/** The report as one file: no script, nothing fetched, pictures inside, to read and to print. */
export function reportHtml(report: InsightReport, texts: ReportTexts, write: Writer): string {
	const { table, summary, sample, quickModel, quickModelReason, warnings, features } = report;
	const ink: Ink = { t: texts, w: write };
	const { t, w } = ink;
	const reasons: Readonly<Record<string, string>> = t.model.reasons;
	const sampled = t.sampled(
		w.count(sample.model),
		w.count(sample.power),
		w.count(sample.analysis),
		String(sample.seed)
	);
	const sections = [
		section(t.summary.title, summaryList(report, ink)),
		section(
			`${t.warningsTitle} (${w.count(warnings.length)})`,
			warnings.length > 0 ? warningTable(warnings, ink) : note(t.noWarnings)
		),
		targetSection(report, ink),
		quickModel
			? section(t.model.title, modelSection(quickModel, ink))
			: quickModelReason === null
				? ''
				: section(t.model.title, note(t.model.not(reasons[quickModelReason] ?? quickModelReason))),
		section(t.features.title, featureTable(features, ink)),
		relationSection(report, ink),
		sampleSection(t.anomalies.title, t.anomalies.score, report.anomalies, ink),
		sampleSection(t.duplicates.title, t.duplicates.times, report.duplicates, ink),
		section(t.definitionsTitle, t.definitions.map(note).join(''))
	];
	return htmlPage(
		t.tag,
		t.of(table),
		`<h1>${escaped(t.of(table))}</h1>${note(`${t.basis(w.count(summary.rows), w.count(summary.columns))} ${sampled}`)}${sections.join('\n')}`
	);
}

const numberCell = (value: number | null | undefined, { w }: Ink): HtmlCell =>
	value === null || value === undefined ? null : { markup: escaped(w.number(value, 4)), isNumber: true };
/** A value of a column, a time as its day. */
const placeCell = (value: number | null | undefined, storage: string, ink: Ink): HtmlCell =>
	typeof value === 'number' && isTemporalType(storage)
		? { markup: new Date(value).toISOString().slice(0, 10), isNumber: true }
		: numberCell(value, ink);
const countCell = (value: number, { w }: Ink): HtmlCell => ({ markup: escaped(w.count(value)), isNumber: true });

function summaryList({ summary }: InsightReport, { t, w }: Ink): string {
	const types = featureTypes.flatMap((type) =>
		summary.types[type] > 0 ? [`${t.types[type]} ${w.count(summary.types[type])}`] : []
	);
	const entries: [string, string][] = [
		[t.summary.rows, w.count(summary.rows)],
		[t.summary.columns, w.count(summary.columns)],
		[t.summary.missing, `${w.count(summary.missing)} (${w.percent(summary.missingShare)})`],
		[t.summary.invalid, w.count(summary.invalid)],
		[t.summary.duplicates, w.percent(summary.duplicateRatio, 2)],
		[t.summary.high, w.count(summary.highWarnings)]
	];
	const list = entries.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd>${escaped(value)}</dd></div>`);
	return `<dl>${list.join('')}<div><dt>${escaped(t.summary.types)}</dt><dd class="small">${escaped(types.join(' · '))}</dd></div></dl>`;
}

function warningTable(warnings: readonly InsightWarning[], { t, w }: Ink): string {
	return htmlTable(
		[t.severity, t.column, t.what, t.evidence, t.mends],
		warnings.map(({ severity, column, code, facts, mends }) => [
			{ markup: `<span class="${severity === 'high' ? 'high' : 'med'}">${escaped(t.severities[severity])}</span>` },
			column ?? t.wholeTable,
			t.warnings[code].title,
			t.warnings[code].says(facts, w),
			mends.map((mend) => t.mend(mend)).join(' / ')
		])
	);
}

function targetSection({ target, features }: InsightReport, ink: Ink): string {
	if (!target) return '';
	const { t, w } = ink;
	const feature = features.find(({ name }) => name === target.name);
	const facts = htmlTable(
		[t.target.missing, t.target.invalid, t.target.outliers],
		[[countCell(target.missing, ink), countCell(target.invalid, ink), countCell(target.outliers, ink)]]
	);
	const [most] = target.classes;
	if (!most) {
		const says = t.target.numbersSay(w.number(feature?.numbers?.median ?? NaN, 4), w.count(target.outliers));
		return section(t.target.of(target.name), note(says) + distribution(feature, ink, 480, 96) + facts);
	}
	const total = target.classes.reduce((sum, { count }) => sum + count, 0);
	const rows = target.classes.slice(0, 30).map(({ value, count }): HtmlCell[] => {
		const share = count / Math.max(1, total);
		return [
			value,
			countCell(count, ink),
			{ markup: escaped(w.percent(share)), isNumber: true },
			shareBar(share, w.percent(share))
		];
	});
	const says = t.target.classesSay(most.value, w.percent(most.count / Math.max(1, total)));
	const heads = [t.target.class, t.target.rows, t.target.share, t.target.distribution];
	return section(t.target.of(target.name), note(says) + htmlTable(heads, rows) + facts);
}

function modelSection(model: QuickModel, ink: Ink): string {
	const { t, w } = ink;
	const { rows, rounds, metrics, classes, confusion, importance, dropped } = model;
	const names: Readonly<Record<string, string>> = t.model.metrics;
	const scores = htmlTable(
		[t.model.metric, t.model.value],
		Object.entries(metrics).map(([name, value]) => [names[name] ?? name, numberCell(value, ink)])
	);
	const parts = [note(t.model.says(w.count(rounds), w.count(rows.train), w.count(rows.test))), scores];
	if (confusion) parts.push(confusionTable(confusion, classes, ink));
	if (importance.length > 0) parts.push(importanceTable(importance, ink));
	if (dropped.length > 0) parts.push(note(t.model.dropped(dropped.map(({ column }) => column).join(', '))));
	return parts.join('');
}

function confusionTable(confusion: readonly (readonly number[])[], classes: readonly string[], { t, w }: Ink): string {
	const all = confusion.flat().reduce((sum, count) => sum + count, 0);
	const right = confusion.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);
	const rows = confusion.map((row, at): HtmlCell[] => {
		const own = Math.max(
			1,
			row.reduce((sum, count) => sum + count, 0)
		);
		const cells = row.map((count): HtmlCell => {
			const shade = `color-mix(in oklab, var(--series-1) ${Math.round((45 * count) / own)}%, transparent)`;
			return {
				markup: `<span style="display:block;padding:0 6px;background:${shade}">${escaped(w.count(count))}</span>`,
				isNumber: true
			};
		});
		return [classes[at] ?? '', ...cells];
	});
	return (
		heading(t.model.confusion) +
		note(t.model.confusionSays(w.count(right), w.count(all))) +
		htmlTable([t.model.truth, ...classes.map((name) => t.model.called(name))], rows)
	);
}

function importanceTable(importance: QuickModel['importance'], ink: Ink): string {
	const { t, w } = ink;
	const most = Math.max(1e-12, ...importance.map(({ rise }) => rise));
	const [first] = importance;
	const says = first && first.rise > 0 ? t.importance.says(first.column, w.percent(first.rise)) : t.importance.none;
	const rows = importance.map(({ column, rise, spread }): HtmlCell[] => [
		column,
		shareBar(rise / most, w.percent(rise)),
		{ markup: escaped(w.percent(rise)), isNumber: true },
		{ markup: escaped(w.percent(spread)), isNumber: true }
	]);
	return (
		heading(t.importance.title) + note(says) + htmlTable([t.column, '', t.importance.rise, t.importance.spread], rows)
	);
}

function distribution(feature: FeatureInsight | undefined, { t, w }: Ink, width = 120, height = 28): string {
	if (!feature || feature.histogram.length < 2) return '';
	const isTime = isTemporalType(feature.storage);
	const value = (x: number) => (isTime ? new Date(x).toISOString().slice(0, 10) : w.number(x, 4));
	const label = `${t.features.distribution}: ${feature.name}`;
	return histogramBars(
		feature.histogram,
		label,
		({ from, to, count }) => `${value(from)} – ${value(to)}: ${w.count(count)}`,
		{ width, height }
	).markup;
}

function featureTable(features: readonly FeatureInsight[], ink: Ink): string {
	const { t, w } = ink;
	const f = t.features;
	return htmlTable(
		[
			t.column,
			f.type,
			f.power,
			'',
			f.interval,
			f.missing,
			f.distinct,
			f.distribution,
			f.median,
			f.skew,
			f.kurtosis,
			f.outliers,
			f.vif
		],
		features.map((feature) => {
			const { name, type, predictionPower, powerInterval, missing, distinct, numbers, top, patterns, inflation } =
				feature;
			const picture = distribution(feature, ink);
			const texts = [
				...top.slice(0, 3).map(({ value, count }) => `${value} (${w.count(count)})`),
				...patterns.slice(0, 1).map(({ pattern }) => pattern)
			];
			return [
				name,
				t.types[type],
				predictionPower === null ? null : shareBar(predictionPower, w.number(predictionPower, 3), powerInterval),
				numberCell(predictionPower, ink),
				powerInterval && `${w.number(powerInterval.lower, 2)} – ${w.number(powerInterval.upper, 2)}`,
				countCell(missing, ink),
				countCell(distinct, ink),
				picture === '' ? texts.join(', ') : { markup: picture },
				placeCell(numbers?.median, feature.storage, ink),
				numberCell(numbers?.skew, ink),
				numberCell(numbers?.kurtosis, ink),
				numbers ? countCell(numbers.outliers, ink) : null,
				numberCell(inflation, ink)
			];
		})
	);
}

function relationSection(report: InsightReport, ink: Ink): string {
	const { t, w } = ink;
	const strongest = strongestRelations(report.correlations, 15);
	if (strongest.length === 0) return '';
	const rows = strongest.map(({ a, b, measure, value }): HtmlCell[] => [
		`${a} × ${b}`,
		t.relations[measure],
		shareBar(Math.abs(value), w.number(value, 3)),
		numberCell(value, ink)
	]);
	return section(t.relations.title, htmlTable([t.relations.pair, t.relations.measure, '', t.relations.strength], rows));
}

function sampleSection(title: string, head: string, { columns, rows }: RowSample, { t, w }: Ink): string {
	if (rows.length === 0) return section(title, note(t.none));
	return section(
		title,
		htmlTable(
			[head, t.anomalies.row, ...columns],
			rows.map(({ figure, place, cells }): HtmlCell[] => [
				{ markup: escaped(w.number(figure, 3)), isNumber: true },
				{ markup: escaped(w.count(place + 1)), isNumber: true },
				...cells
			])
		)
	);
}
