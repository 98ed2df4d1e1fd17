import { at, drawing, figure, horizontalAxis, linearScale, roundTicks, svgLine, svgText } from '../document/svg';
import {
	escaped,
	histogramBars,
	htmlPage,
	htmlTable,
	note,
	section,
	shareBar,
	withContents,
	type HtmlCell
} from '../document/html';
import type { Writer } from '../document/writer';
import type { RuleResult } from '../profile/rules/rule-result';
import type { Suggestion } from '../profile/rules/rule';
import { stepHistogram, thinned, workerUse, type RunReport } from './run-report';
import type { RunReportTexts } from './texts/run-report-en';
import { measureOf, median, type Trial, type Verified } from './verified';

interface Ink {
	readonly t: RunReportTexts;
	readonly w: Writer;
}
type Row = readonly HtmlCell[];

/** The report of a run as one file: no script, nothing fetched, a table to each chart. */
export function runReportHtml(report: RunReport, texts: RunReportTexts, write: Writer): string {
	const ink: Ink = { t: texts, w: write };
	const { t } = ink;
	const when = new Date(report.made).toISOString().slice(0, 16).replace('T', ' ');
	const sections = [
		section(t.summary, summaryOf(report, ink)),
		section(t.metrics, metricsOf(report, ink)),
		section(t.curve, curveOf(report, ink)),
		section(t.findings, rulesOf(report, ink)),
		...(report.verified.length > 0 ? [section(t.verified, verifiedOf(report.verified, ink))] : []),
		section(t.time, timeOf(report, ink)),
		section(t.settings, settingsOf(report, ink))
	];
	const title = t.of(report.name);
	return htmlPage(
		t.tag,
		title,
		withContents(
			t.contents,
			`<h1>${escaped(title)}</h1>${note(t.basis(report.dataset, `${when} UTC`))}${sections.join('\n')}`
		)
	);
}

const figureCell = (value: number | null, { w }: Ink): HtmlCell =>
	value === null ? null : { markup: escaped(w.number(value)), isNumber: true };
const nameIn = (names: Readonly<Record<string, string>>, name: string) => names[name] ?? name;

function summaryOf({ meta, threshold }: RunReport, { t, w }: Ink): string {
	const facts: [string, string][] = [
		[t.model, t.estimators[meta.estimator]],
		[t.target, meta.target],
		...(threshold === null
			? []
			: [[t.threshold(meta.classes[1] ?? ''), w.number(threshold, 4)] satisfies [string, string]]),
		[t.engine, meta.engine],
		[t.trainRows, w.count(meta.rows.train)],
		[t.testRows, w.count(meta.rows.test)],
		[t.seconds, w.number(meta.seconds, 3)],
		[t.steps, w.count(meta.curve.at(-1)?.step ?? 0)],
		...(meta.bestStep > 0 ? [[t.bestStep, w.count(meta.bestStep)] satisfies [string, string]] : []),
		...(meta.stoppedBy === null
			? []
			: [[t.stoppedBy, nameIn(t.rules.names, meta.stoppedBy)] satisfies [string, string]])
	];
	return `<dl>${facts.map(([name, value]) => `<div><dt>${escaped(name)}</dt><dd class="small">${escaped(value)}</dd></div>`).join('')}</dl>`;
}

function metricsOf({ meta, intervals }: RunReport, ink: Ink): string {
	const { t, w } = ink;
	const rows = Object.entries(meta.metrics).map(([name, value]): Row => {
		const { lower = null, upper = null } = intervals[name] ?? {};
		const interval = lower === null || upper === null ? null : `${w.score(lower)} – ${w.score(upper)}`;
		return [nameIn(t.scores, name), figureCell(value, ink), interval];
	});
	return meta.rows.test === 0
		? note(t.noMetrics)
		: note(t.metricsNote) + htmlTable([t.metric, t.value, t.interval], rows);
}

function curveOf({ meta: { curve } }: RunReport, ink: Ink): string {
	const { t, w } = ink;
	const first = curve[0];
	const last = curve.at(-1);
	if (!first || !last) return note(t.noCurve);
	const [width, height, left] = [560, 220, 56];
	const losses = curve.flatMap(({ trainLoss, testLoss }) => [trainLoss, testLoss ?? trainLoss]);
	const domain: [number, number] = [Math.min(...losses), Math.max(...losses)];
	const x = linearScale([first.step, last.step], [left, width - 12]);
	// room for a name above the upper line and below the lower one
	const y = linearScale(domain, [height - 48, 20]);
	const isUpper = last.testLoss === null || last.trainLoss >= last.testLoss;
	const points = thinned(curve, 400);
	const line = (of: (point: (typeof curve)[number]) => number | null, dash: string) => {
		const path = points.flatMap((point) => {
			const loss = of(point);
			return loss === null ? [] : [`${at(x(point.step))},${at(y(loss))}`];
		});
		return path.length > 0 ? `<polyline class="line"${dash} points="${path.join(' ')}"/>` : '';
	};
	const ticks = roundTicks(domain, 4).map(
		(tick) =>
			svgLine(left, y(tick), width - 12, y(tick), 'grid') +
			svgText(left - 6, y(tick) + 4, w.number(tick, 3), 'end', 'tick')
	);
	const axis = horizontalAxis(x, roundTicks([first.step, last.step], 6), [12, height - 28], (value) => w.count(value));
	const dashed = ' stroke-dasharray="6 4" style="stroke:var(--series-2)"';
	const names = [
		svgText(x(last.step), y(last.trainLoss) + (isUpper ? -8 : 16), t.trainLoss, 'end'),
		last.testLoss === null ? '' : svgText(x(last.step), y(last.testLoss) + (isUpper ? 16 : -8), t.testLoss, 'end')
	];
	const picture =
		ticks.join('') +
		axis +
		line(({ trainLoss }) => trainLoss, '') +
		line(({ testLoss }) => testLoss, dashed) +
		names.join('');
	const says =
		t.curveSays(last.step, w.number(first.trainLoss), w.number(last.trainLoss)) +
		(last.testLoss === null ? '' : t.curveTest(w.number(last.testLoss)));
	const rows = thinned(curve, 12).map(({ step, trainLoss, testLoss }): Row => [
		step,
		figureCell(trainLoss, ink),
		figureCell(testLoss, ink)
	]);
	return figure(
		t.curveTitle,
		says,
		drawing(width, height, says, picture),
		htmlTable([t.step, t.trainLoss, t.testLoss], rows)
	);
}

function changeText(change: Suggestion): string {
	return Object.entries(change)
		.map(([name, value]) => `${name}=${value}`)
		.join(' ');
}

function rulesOf({ meta: { checks } }: RunReport, ink: Ink): string {
	const { t } = ink;
	const of = (status: RuleResult['status']) => checks.filter((check) => check.status === status);
	const [found, fine, silent] = [of('issue'), of('ok'), of('no-data')];
	const row = (result: RuleResult): Row => {
		const { rule, status, severity, first, firings, looks, looksOf, params, suggestion, lacks } = result;
		const tone =
			status !== 'issue' ? '' : severity === 'high' ? ' class="high"' : severity === 'medium' ? ' class="med"' : '';
		const words = status === 'issue' ? `${t.statuses[status]}: ${t.rules.severities[severity]}` : t.statuses[status];
		return [
			t.rules.names[rule],
			{ markup: `<span${tone}>${escaped(words)}</span>` },
			first
				? t.rules.where(first.step, first.batch, first.tensor)
				: lacks && status === 'no-data'
					? t.rules.lacks[lacks]
					: null,
			figureCell(first?.value ?? null, ink),
			figureCell(first?.limit ?? null, ink),
			looksOf === null ? looks : t.looksOf(looks, looksOf),
			firings,
			Object.entries(params)
				.map(([name, value]) => `${name}=${value}`)
				.join(' '),
			suggestion ? changeText(suggestion) : null
		];
	};
	const heads = [t.rule, t.status, t.where, t.value, t.limit, t.looks, t.firings, t.params, t.suggestion];
	const says = found
		.map(
			({ rule }) =>
				`<p><strong>${escaped(t.rules.found[rule].title)}.</strong> ${escaped(t.rules.found[rule].text)}</p>`
		)
		.join('');
	return (
		note(t.findingsSays(found.length, fine.length, silent.length)) +
		says +
		htmlTable(heads, [...found, ...fine, ...silent].map(row))
	);
}

function verifiedOf(verified: readonly Verified[], { t, w }: Ink): string {
	const spread = (trials: readonly Trial[], change: Suggestion): string => {
		const by = measureOf(change);
		const values = trials.map(({ rowsPerSecond, loss, f1 }) =>
			by === 'speed' ? rowsPerSecond : by === 'loss' ? loss : f1
		);
		const known = values.filter((value) => value !== null);
		if (known.length === 0) return '–';
		return `${w.number(median(known))} (${w.number(Math.min(...known))} – ${w.number(Math.max(...known))})`;
	};
	const rows = verified.map(({ change, by, before, after, gain, isGain }): Row => [
		changeText(change),
		t.by[by],
		spread(before, change),
		spread(after, change),
		gain === null ? null : { markup: escaped(w.percent(gain)), isNumber: true },
		isGain ? t.yes : t.no
	]);
	return note(t.verifiedNote) + htmlTable([t.suggestion, t.metric, t.before, t.after, t.gain, t.isGain], rows);
}

function timeOf({ meta, profile }: RunReport, ink: Ink): string {
	const { t, w } = ink;
	const all = Object.values(meta.phases).reduce((sum, ms) => sum + ms, 0);
	const phaseRows = Object.entries(meta.phases).map(([phase, ms]): Row => {
		const share = all > 0 ? ms / all : 0;
		const name = nameIn(t.phases, phase);
		return [name, figureCell(ms, ink), shareBar(share, `${name}: ${w.percent(share)}`), w.percent(share)];
	});
	const phases = htmlTable([t.phase, t.ms, t.share, ''], phaseRows);
	if (!profile) return phases + note(t.noProfile);
	const useRows = workerUse(profile).map(({ worker, busyMs, share }): Row => [
		worker,
		figureCell(busyMs, ink),
		shareBar(share, `${worker}: ${w.percent(share)}`),
		w.percent(share)
	]);
	const memoryRows = profile.gauges.map(({ name, most }): Row => [name, figureCell(most / 1e6, ink)]);
	return [
		phases,
		paceOf(profile, ink),
		`<h3>${escaped(t.use)}</h3>${htmlTable([t.worker, t.busy, t.share, ''], useRows)}`,
		memoryRows.length > 0 ? `<h3>${escaped(t.memory)}</h3>${htmlTable([t.kind, t.mostMb], memoryRows)}` : ''
	].join('');
}

function paceOf(profile: RunReport['profile'], ink: Ink): string {
	const { t, w } = ink;
	const steps = stepHistogram(profile);
	if (!steps) return '';
	const says = t.paceSays(steps.count, w.number(steps.median, 3), w.number(steps.p95, 3), w.number(steps.most, 3));
	const name = ({ from, to }: { from: number; to: number }) => `${w.number(from, 3)} – ${w.number(to, 3)}`;
	const bars = histogramBars(steps.bins, says, (bin) => `${name(bin)}: ${bin.count}`, { width: 360, height: 90 });
	const rows = steps.bins.filter(({ count }) => count > 0).map((bin): Row => [name(bin), bin.count]);
	return figure(t.pace, says, bars.markup, htmlTable([t.fromTo, t.count], rows));
}

function settingsOf({ meta }: RunReport, { t }: Ink): string {
	const rows: Row[] = [
		...Object.entries(meta.params).map(([name, value]): Row => [name, String(value)]),
		[t.seed, String(meta.seed)],
		[t.holdout, Object.values(meta.holdout).join(' ')],
		...(meta.weight === null ? [] : [[t.weight, meta.weight]]),
		...(meta.classWeights === 'none' ? [] : [[t.classWeights, meta.classWeights]]),
		[t.key, meta.key],
		[t.table, meta.data?.table ?? null],
		[t.recipe, meta.data?.recipe ?? null],
		[t.maker, meta.maker]
	];
	return htmlTable([t.setting, t.value], rows);
}
