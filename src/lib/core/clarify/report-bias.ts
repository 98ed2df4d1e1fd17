import { escaped, heading, htmlTable, note, section, shareBar, type HtmlCell } from '../document/html';
import { figure } from '../document/svg';
import type { Writer } from '../document/writer';
import type { FacetBias } from './bias';
import { rateLines } from './group-rate';
import { fairValue, postMetrics, preMetrics, type MetricName, type MetricReason, type PreMetric } from './metric';
import type { AuditReport, AuditSubject } from './report';
import { metricLine, type DrawnMetric } from './report-chart';
import type { MetricFacts } from './texts/metric-en';
import type { AuditTexts } from './texts/report-en';

interface Ink {
	readonly t: AuditTexts;
	readonly w: Writer;
}

/** Groups that get a section of their own; the others stand in the overview. */
const mostDetailed = 12;

interface GroupPair {
	readonly before: FacetBias;
	readonly after: FacetBias | null;
}

/** Every group before and after, the largest first. */
function pairsOf({ before, after }: AuditReport): GroupPair[] {
	const same = (a: FacetBias, b: FacetBias) => a.facet === b.facet && a.value === b.value;
	return before.facets
		.map((facet) => ({ before: facet, after: after?.facets.find((other) => same(other, facet)) ?? null }))
		.sort((a, b) => b.before.nFacet - a.before.nFacet);
}

/** An overview of the groups, then each with its metrics and the shares behind them. */
export function biasSections(report: AuditReport, ink: Ink): string {
	const { t, w } = ink;
	const pairs = pairsOf(report);
	const detailed = pairs.slice(0, mostDetailed);
	const left = pairs.length - detailed.length;
	const lead =
		note(t.bias.lead) + overview(pairs, report.subject, ink) + (left > 0 ? note(t.bias.leftOut(w.count(left))) : '');
	return section(t.bias.title, lead) + detailed.map((pair) => groupSection(pair, report, ink)).join('');
}

function overview(pairs: readonly GroupPair[], subject: AuditSubject, { t, w }: Ink): string {
	const furthest = furthestOf(pairs);
	const isPredicted = pairs.some(({ after }) => after !== null);
	const heads = ['DPL', ...(isPredicted ? (['DPPL', 'AD'] as const) : [])] as const;
	const rows = pairs.map(({ before, after }): HtmlCell[] => {
		const metrics = metricsOf({ pre: before.pre, post: after?.post ?? null });
		return [
			t.group(before.facet, before.value),
			{ markup: escaped(w.count(before.nFacet)), isNumber: true },
			...heads.flatMap((name): HtmlCell[] => {
				const metric = metrics[name] ?? { value: null, lower: null, upper: null };
				return [valueCell(metric.value, w), lineCell(name, metric, { t, w })];
			})
		];
	});
	const says = furthest ? t.bias.overviewSays(saysOf(furthest, 'DPL', subject, t) ?? '') : t.bias.even;
	const columns = [t.performance.group, t.explanation.rows, ...heads.flatMap((name) => [name, t.metrics[name]])];
	return figure(t.bias.overview, says, '', htmlTable(columns, rows));
}

/** The group whose share of good outcomes lies furthest from the rest's; undefined where none lies apart. */
export function furthestOf(pairs: readonly { readonly before: FacetBias }[]): FacetBias | undefined {
	const gap = ({ pre }: FacetBias) => Math.abs(pre.DPL?.value ?? 0);
	const [first, ...others] = pairs.map(({ before }) => before).filter((facet) => gap(facet) > 0);
	return first && others.reduce((far, next) => (gap(next) > gap(far) ? next : far), first);
}

/** What a sentence about a metric of a group is made from; the good outcome is quoted, since it may be a bare number. */
export function metricFacts(
	{ facet, value: group }: FacetBias,
	value: number,
	subject: AuditSubject,
	t: AuditTexts,
	who = t.group(facet, group)
): MetricFacts {
	return { who, positive: t.quoted(subject.positive), value, group: subject.group ?? '' };
}

/** The sentence of a metric of the labels; null where it has no value. */
function saysOf(facet: FacetBias, name: PreMetric, subject: AuditSubject, t: AuditTexts): string | null {
	const value = facet.pre[name]?.value ?? null;
	return value === null ? null : t.says[name](metricFacts(facet, value, subject, t));
}

function groupSection({ before, after }: GroupPair, report: AuditReport, ink: Ink): string {
	const { t, w } = ink;
	const share = w.percent(before.n === 0 ? 0 : before.nFacet / before.n);
	const sentences = [
		t.bias.size(w.count(before.nFacet), share, w.count(before.nRest)),
		...(['facet', 'label', 'group'] as const).flatMap((what) =>
			before.missing[what] > 0 ? [t.bias.missing[what](w.count(before.missing[what]))] : []
		),
		...(after && after.missing.predicted > 0 ? [t.bias.missing.predicted(w.count(after.missing.predicted))] : [])
	];
	const judged = after ?? before;
	const parts = [
		note(sentences.join(' ')),
		judged.warnings.map((warning) => `<p class="med">${escaped(t.warns(warning))}</p>`).join(''),
		heading(t.bias.before),
		metricTable(before, preMetrics, report, ink),
		...(after?.post ? [heading(t.bias.after), metricTable(after, [...postMetrics, 'FT'], report, ink)] : []),
		rateTable(judged, ink)
	];
	return section(t.group(before.facet, before.value), parts.join(''));
}

function metricTable(facet: FacetBias, names: readonly MetricName[], { subject }: AuditReport, ink: Ink): string {
	const { t, w } = ink;
	const metrics = metricsOf(facet);
	const says = (name: MetricName, value: number) => t.says[name](metricFacts(facet, value, subject, t, facet.value));
	const rows = names.flatMap((name): HtmlCell[][] => {
		const metric = metrics[name];
		if (!metric) return [];
		const { value, lower, upper, reason } = metric;
		const why = reason === null ? [] : [t.reasons[reason]];
		const words = value === null ? why : [says(name, value), ...why];
		const ends = lower === null || upper === null ? null : [w.score(lower), w.score(upper)];
		const interval = ends && (name === 'FT' ? t.bias.ties(ends[0] ?? '', ends[1] ?? '') : `${ends[0]} … ${ends[1]}`);
		return [
			[
				`${name} · ${t.metrics[name]}`,
				valueCell(value, w),
				lineCell(name, metric, ink),
				interval,
				{ markup: `<span class="words">${escaped(words.join(' '))}</span>` }
			]
		];
	});
	return htmlTable([t.bias.metric, t.bias.value, t.bias.line, t.bias.interval, t.bias.says], rows);
}

/** Every metric of a group with what is drawn of it: of FT the range over ties. */
function metricsOf({
	pre,
	post
}: Pick<FacetBias, 'pre' | 'post'>): Partial<
	Record<MetricName, DrawnMetric & { readonly reason: MetricReason | null }>
> {
	if (!post) return pre;
	const { FT, ...others } = post;
	return { ...pre, ...others, FT: { value: FT.value, lower: FT.lowest, upper: FT.highest, reason: FT.reason } };
}

function rateTable({ facet, value, inFacet, rest }: FacetBias, { t, w }: Ink): string {
	const p = t.performance;
	const lines = rateLines(inFacet, rest);
	const accuracy = lines.find(({ rate }) => rate === 'AD');
	const cells = (share: number | null): HtmlCell[] =>
		share === null
			? [null, null]
			: [{ markup: escaped(w.percent(share)), isNumber: true }, shareBar(share, w.percent(share))];
	const rows = lines.map(({ rate, facet: own, rest: others, all }): HtmlCell[] => [
		p.rates[rate],
		...cells(own),
		...cells(others),
		all === null ? null : { markup: escaped(w.percent(all)), isNumber: true }
	]);
	const says =
		accuracy && accuracy.facet !== null && accuracy.rest !== null
			? p.says(t.group(facet, value), w.percent(accuracy.facet), w.percent(accuracy.rest))
			: '';
	return figure(p.title, says, '', htmlTable([p.rate, p.group, '', p.rest, '', p.all], rows));
}

function valueCell(value: number | null, w: Writer): HtmlCell {
	return value === null ? null : { markup: escaped(w.score(value)), isNumber: true };
}

function lineCell(name: MetricName, metric: DrawnMetric, { t, w }: Ink): HtmlCell {
	const picture = metricLine(
		name,
		metric,
		metric.value === null ? '' : t.bias.drawn(t.metrics[name], w.score(metric.value), String(fairValue(name)))
	);
	return picture === '' ? null : { markup: picture };
}
