import type { FacetBias } from '$lib/core/clarify/bias';
import { reweighCounts, reweighSql, weighedCells, type GroupWeight } from '$lib/core/clarify/reweigh';
import type { Selection, Selector } from '$lib/core/clarify/selector';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { countCells, countQuery, requirePositive } from './bias';
import { describeRelation } from './describe';

export interface MitigationSpec {
	readonly label: string;
	readonly positive: Exclude<Selection, { each: true }>;
	readonly facet: Selector;
}

export interface Reweighing {
	/** A SELECT of the relation with the weights beside its columns, rows in order. */
	readonly select: string;
	readonly column: string;
	readonly weights: readonly GroupWeight[];
	/** Bias of the labels as they are, and as they count once weighed. */
	readonly before: readonly FacetBias[];
	readonly after: readonly FacetBias[];
}

/** Weights that make every group's share of positive labels the same, in the column `weight` or `weight_2` where that is taken. */
export async function reweigh(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	spec: MitigationSpec,
	name = 'weight',
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Reweighing> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const query = countQuery(schema, spec.facet, { ...spec, predicted: null, group: null });
	const cells = await countCells(workspace, relation, query, signal);
	requirePositive(cells, spec);
	const weights = reweighCounts(cells);
	const column = freeName(
		schema.map((field) => field.name),
		name
	);
	const measure = (counts: typeof cells) =>
		workspace.explainer.measureBias(
			[
				{
					facet: spec.facet,
					cells: counts,
					positive: spec.positive,
					flip: null,
					predicted: false,
					grouped: false,
					dropMissingFacet: false,
					intervals: 0,
					seed: 0
				}
			],
			signal,
			onProgress
		);
	return {
		select: reweighSql(relation, query.facet, query.label, weights, column),
		column,
		weights,
		before: await measure(cells),
		after: await measure(weighedCells(cells, weights))
	};
}

/** `name`, or with `_2`, `_3` ... behind it when a column has it, upper and lower case alike. */
export function freeName(taken: readonly string[], name: string): string {
	const lower = new Set(taken.map((column) => column.toLowerCase()));
	let free = name;
	for (let at = 2; lower.has(free.toLowerCase()); at++) free = `${name}_${at}`;
	return free;
}
