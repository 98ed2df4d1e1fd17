import type { FacetBias } from '$lib/core/clarify/bias';
import type { GroupValues } from '$lib/core/clarify/groups';
import { trialFigures, type Figure } from '$lib/core/clarify/mitigation-trial';
import type { Criterion, GroupOutcome, ThresholdOutcome } from '$lib/core/clarify/threshold';
import { pointWithin } from '$lib/core/clarify/threshold-frontier';
import type { Mitigated } from '$lib/workbench/mitigate';
import { groupText, type MitigationSpec } from '$lib/workbench/mitigation-groups';
import type { Baseline, Measured, MeasureSpec } from '$lib/workbench/mitigation-measure';
import type { Thresholds } from '$lib/workbench/threshold';
import { facetJson } from './facet-json';

/** What a mitigation says: keys of the JSON document, and lines for people. */
export interface Said {
	readonly said: Readonly<Record<string, unknown>>;
	readonly lines: readonly string[];
}

/** A group as people named it: the value of its facet, what is selected, or `rest`; null where the only facet is missing. */
function groupValue({ facets }: MitigationSpec, group: GroupValues): string | null {
	return facets.length === 1 && group[0] === null ? null : groupText(facets, group);
}

export function mitigatedAnswer(
	spec: MitigationSpec,
	{ column, detail }: Pick<Mitigated, 'column' | 'detail'>,
	before: readonly FacetBias[],
	after: readonly FacetBias[]
): Said {
	const label = spec.facets.map((facet) => facet.column).join(' & ');
	const name = (group: GroupValues) => `${label} ${groupValue(spec, group) ?? '(missing)'}`;
	const of = (isPositive: boolean) => `${spec.label} ${isPositive ? '' : 'not '}positive`;
	const biases = { before: before.map(facetJson), after: after.map(facetJson) };
	const added = column === null ? {} : { column };
	switch (detail.type) {
		case 'weights':
			return {
				said: {
					...added,
					weights: detail.weights.map(({ group, ...weight }) => ({ value: groupValue(spec, group), ...weight })),
					...biases
				},
				lines: detail.weights.map(
					({ group, label: isPositive, count, weight }) =>
						`${name(group)}, ${of(isPositive)}: ${count} rows, ${column} ${weight.toFixed(4)}`
				)
			};
		case 'sizes':
			return {
				said: {
					...added,
					sizes: detail.sizes.map(({ group, ...size }) => ({ value: groupValue(spec, group), ...size })),
					left: detail.left.map((group) => ({ value: groupValue(spec, group), reason: tooFew })),
					...biases
				},
				lines: [
					...detail.sizes.map(
						({ group, label: isPositive, count, wanted }) =>
							`${name(group)}, ${of(isPositive)}: ${count} rows, ${wanted} after`
					),
					...detail.left.map((group) => `${name(group)}: left as it is, ${tooFew}`)
				]
			};
		case 'changes':
			return {
				said: {
					...added,
					changes: detail.changes.map(({ group, ...change }) => ({ value: groupValue(spec, group), ...change })),
					...biases
				},
				lines: detail.changes.map(
					({ group, promoted, demoted }) => `${name(group)}: ${promoted} made positive, ${demoted} made not positive`
				)
			};
		default:
			return {
				said: { columns: detail.columns, recipe: detail.recipe, ...biases },
				lines: [`cleaned of ${label}: ${detail.columns.join(', ')}`, `leave out ${label} when you train`]
			};
	}
}

const tooFew = 'it has too few rows of one label';

/** Thresholds chosen: with a criterion the most accurate within `maxGap`, else those that keep the share approved. */
export function thresholdAnswer(
	spec: MitigationSpec,
	found: Thresholds,
	criterion: Criterion | null,
	maxGap: number
): Said & { readonly outcome: ThresholdOutcome } {
	const { before, sameShare, frontier, leastGap, groups, left } = found;
	const most = Math.max(maxGap, leastGap);
	const outcome = criterion === null ? sameShare : (pointWithin(frontier.points, most)?.outcome ?? sameShare);
	const names = groups.map((group) => groupValue(spec, group));
	const listed = names.map((value, at) => ({ value, before: before.groups[at], after: outcome.groups[at] }));
	const isSided = spec.facets.length === 1 && spec.facets.every(({ selection }) => !('each' in selection));
	const side = (from: ThresholdOutcome, key: string) =>
		from.groups[groups.findIndex(([value]) => value === key)] ?? null;
	const sidesOf = (from: ThresholdOutcome) => (isSided ? { facet: side(from, '1'), rest: side(from, '0') } : {});
	const of = ({ approved, accuracy, gaps }: ThresholdOutcome) => ({ approved, accuracy, gaps });
	const said = {
		criterion,
		...(criterion === null ? {} : { maxGap: most }),
		...(isSided
			? { thresholds: { facet: side(outcome, '1')?.threshold ?? null, rest: side(outcome, '0')?.threshold ?? null } }
			: { thresholds: listed.map(({ value, after }) => ({ value, threshold: after?.threshold ?? null })) }),
		before: { ...sidesOf(before), ...of(before) },
		after: { ...sidesOf(outcome), ...of(outcome) },
		groups: listed,
		left: left.map((group) => groupValue(spec, group)),
		frontier: {
			criterion: frontier.criterion,
			optimal: frontier.isOptimal,
			complete: frontier.isComplete,
			points: frontier.points.map(({ gap, outcome: { accuracy, approved, groups: cut } }) => ({
				gap,
				accuracy,
				approved,
				thresholds: cut.map(({ threshold }) => threshold)
			})),
			...(frontier.points.length === 0 ? { reason: 'fewer than two groups can be compared' } : {})
		}
	};
	return { outcome, said, lines: [...lines('before', names, before), ...lines('after', names, outcome)] };
}

function lines(
	when: string,
	names: readonly (string | null)[],
	{ groups, accuracy, gaps }: ThresholdOutcome
): string[] {
	const line = (name: string | null, { threshold, n, approved, accuracy: right }: GroupOutcome) =>
		`${when.padEnd(6)}  ${name ?? '(missing)'}: ${n} rows, from ${threshold} on, ${percent(approved)} approved, ${percent(right)} right`;
	return [
		...groups.map((group, at) => line(names[at] ?? null, group)),
		`${when.padEnd(6)}  all: ${percent(accuracy)} right, gap ${Object.entries(gaps)
			.map(([criterion, gap]) => `${criterion} ${gap === null ? '-' : gap.toFixed(4)}`)
			.join(', ')}`
	];
}

function percent(value: number | null): string {
	return value === null ? '-' : `${(100 * value).toFixed(1)} %`;
}

/** What a model loses: means over the splits, with the least and the most. */
export function measuredAnswer(
	{ estimator, seeds }: Pick<MeasureSpec, 'estimator' | 'seeds'>,
	baseline: Baseline,
	{ summary }: Measured
): Said {
	const short = (figure: Figure | null) =>
		figure === null ? '-' : `${figure.mean.toFixed(4)} [${figure.least.toFixed(4)}, ${figure.most.toFixed(4)}]`;
	return {
		said: {
			measured: { estimator, seeds, rows: baseline.rows, before: baseline.summary, after: summary }
		},
		lines: [
			`measured by ${estimator}, ${baseline.rows.train} rows to learn from, ${baseline.rows.test} held out, ${seeds.length} splits`,
			...trialFigures.map((name) => `  ${name.padEnd(19)} ${short(baseline.summary[name])} -> ${short(summary[name])}`)
		]
	};
}
