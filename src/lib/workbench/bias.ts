import { AppError } from '$lib/core/errors';
import type { BiasReport, BiasSpec, FacetBias, FacetJob } from '$lib/core/clarify/bias';
import { countSql, flipColumns, flipSql, readCounts, type CountCell, type CountQuery } from '$lib/core/clarify/counts';
import { selectionText, type Selection, type Selector } from '$lib/core/clarify/selector';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { toRows } from '$lib/core/table/columns';
import type { Field } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { describeRelation } from './describe';

/** Asks for no intervals and no group: set what differs. */
export const biasDefaults = {
	predicted: null,
	group: null,
	dropMissingFacet: false,
	intervals: 1000,
	seed: 0
} as const;

/**
 * Bias of the labels, and of predictions where `spec.predicted` names a column, for every facet asked. Refuses with
 * clarify/label-missing, clarify/facet-missing or table/column-missing for a column that is not there, and with
 * clarify/positive-missing when no row has a positive label.
 */
export async function biasReport(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	spec: BiasSpec,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<BiasReport> {
	const schema = await describeRelation(workspace, relation, {}, signal);
	const facets: FacetBias[] = [];
	let rows = 0;
	for (const facet of spec.facets) {
		const query = countQuery(schema, facet, spec);
		const cells = await countCells(workspace, relation, query, signal);
		rows = cells.reduce((sum, cell) => sum + cell.count, 0);
		requirePositive(cells, spec);
		const flip =
			spec.predicted === null
				? null
				: await workspace.sql.query(flipSql(relation, query, flipColumns(schema, query)), signal);
		const job: FacetJob = {
			facet,
			cells,
			flip,
			predicted: spec.predicted !== null,
			grouped: spec.group !== null,
			dropMissingFacet: spec.dropMissingFacet,
			intervals: spec.intervals,
			seed: spec.seed
		};
		facets.push(...(await workspace.explainer.measureBias(job, signal, onProgress)));
	}
	return { rows, label: spec.label, positive: selectionText(spec.positive), facets };
}

export function requirePositive(
	cells: readonly CountCell[],
	{ label, positive }: { readonly label: string; readonly positive: Exclude<Selection, { each: true }> }
): void {
	if (cells.length > 0 && !cells.some((cell) => cell.label === true))
		throw new AppError('clarify/positive-missing', { column: label, value: selectionText(positive) });
}

/** The counting query of one facet, once every column it names is found. */
export function countQuery(
	schema: readonly Field[],
	facet: Selector,
	spec: Pick<BiasSpec, 'label' | 'positive' | 'predicted' | 'group'>
): CountQuery {
	const find = (name: string) => schema.find((field) => field.name === name);
	const label = find(spec.label);
	if (!label) throw new AppError('clarify/label-missing', { column: spec.label });
	const field = find(facet.column);
	if (!field) throw new AppError('clarify/facet-missing', { column: facet.column });
	const optional = (name: string | null): Field | null => {
		const found = name === null ? null : find(name);
		if (found === undefined) throw new AppError('table/column-missing', { column: name });
		return found;
	};
	return {
		facet: { field, selection: facet.selection },
		label: { field: label, positive: spec.positive },
		predicted: optional(spec.predicted),
		group: optional(spec.group)
	};
}

export async function countCells(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	query: CountQuery,
	signal?: AbortSignal
): Promise<CountCell[]> {
	return readCounts(await workspace.sql.query(countSql(relation, query), signal));
}

export interface ValueCount {
	readonly value: string;
	readonly count: number;
}

/** The commonest values of a column as text, the commonest first. */
export async function commonValues(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	column: string,
	most = 50
): Promise<ValueCount[]> {
	const name = sqlName(column);
	const answer = await workspace.sql.query(
		`SELECT CAST(${name} AS VARCHAR) AS value, CAST(count(*) AS DOUBLE) AS n FROM ${relation}
	WHERE ${name} IS NOT NULL GROUP BY 1 ORDER BY n DESC, value LIMIT ${most}`
	);
	return toRows(answer).map((row) => ({ value: String(row['value']), count: Number(row['n']) }));
}
