import { writeJson } from '../json';
import type { FacetBias } from './bias';
import type { Explanation } from './explanation';
import { strongestPairs, type Interactions } from './interaction';
import { rateLines } from './group-rate';
import { isBreach } from './limit';
import { limitText } from './limit-text';
import { postMetrics, preMetrics, type MetricName, type MetricReason } from './metric';
import type { AuditReport } from './report';
import { metricFacts } from './report-bias';
import { utc } from './report-html';
import type { AuditTexts } from './texts/report-en';

/** The facts of an audit as one JSON document, its sentences in the language of the texts. Keys: docs/audit-report.md. */
export function auditJson(report: AuditReport, texts: AuditTexts): string {
	const { subject, before, after, limits, explanation, pairs, effects, errors, mitigations, changes } = report;
	const group = (facet: FacetBias) => groupFacts(facet, report, texts);
	return `${writeJson(
		{
			schemaVersion: 1,
			kind: 'temoto-audit-report',
			language: texts.tag.slice(0, 2),
			...subject,
			madeAt: utc(subject.madeAt),
			before: { rows: before.rows, groups: before.facets.map(group) },
			after: after && { rows: after.rows, groups: after.facets.map(group) },
			limits: limits.map((check) => ({
				limit: limitText(check.limit),
				facet: check.facet,
				value: check.value,
				measured: check.measured,
				lower: check.lower,
				upper: check.upper,
				finding: check.finding,
				breached: isBreach(check),
				doubt: check.doubt,
				reason: check.reason && texts.reasons[check.reason]
			})),
			explanation: explanation && explanationFacts(explanation.found, explanation.against),
			pairs: pairs && pairFacts(pairs),
			effects,
			errors,
			mitigations,
			changes: changes && {
				row: changes.place === null ? null : changes.place + 1,
				wanted: changes.wanted,
				...changes.found
			}
		},
		'\t'
	)}\n`;
}

function groupFacts(facet: FacetBias, { subject }: AuditReport, t: AuditTexts): unknown {
	const { n, nFacet, nRest, missing, inFacet, rest, pre, post, performance, warnings } = facet;
	const metrics = (
		found: Readonly<Partial<Record<MetricName, { value: number | null; reason: MetricReason | null }>>>
	) => {
		const said = (name: MetricName, value: number) => t.says[name](metricFacts(facet, value, subject, t));
		return Object.fromEntries(
			entriesOf(found).map(([name, metric]) => [
				name,
				{
					...metric,
					reason: metric.reason && t.reasons[metric.reason],
					sentence: metric.value === null ? null : said(name, metric.value)
				}
			])
		);
	};
	return {
		facet: facet.facet,
		value: facet.value,
		...{ n, nFacet, nRest, missing },
		counts: { facet: inFacet, rest },
		rates: rateLines(inFacet, rest),
		pre: metrics(pre),
		post: post && metrics(post),
		classes: performance,
		warnings: warnings.map((warning) => ({ ...warning, text: t.warns(warning) }))
	};
}

function entriesOf<T>(found: Readonly<Partial<Record<MetricName, T>>>): [MetricName, T][] {
	const names: readonly MetricName[] = [...preMetrics, ...postMetrics, 'FT'];
	return names.flatMap((name): [MetricName, T][] => {
		const metric = found[name];
		return metric === undefined ? [] : [[name, metric]];
	});
}

function pairFacts({ method, output, background, rowCount, ...found }: Interactions): unknown {
	return { method, output, background, rows: rowCount, pairs: strongestPairs(found) };
}

function explanationFacts({ predictions, values, errors, features, ...found }: Explanation, against: string): unknown {
	const width = features.length;
	const row = (list: Float64Array, at: number) => Array.from(list.subarray(at * width, (at + 1) * width));
	return {
		...found,
		against,
		features,
		rows: Array.from(predictions, (prediction, at) => ({
			prediction,
			values: row(values, at),
			error: errors && row(errors, at)
		}))
	};
}
