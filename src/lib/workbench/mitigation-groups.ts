import { AppError } from '$lib/core/errors';
import { groupCountSql, groupParts, readGroupCells, type GroupCell, type Outcome } from '$lib/core/clarify/groups';
import type { CountPart } from '$lib/core/clarify/counts';
import type { Selection, Selector } from '$lib/core/clarify/selector';
import type { Workspace } from '$lib/core/ports';
import type { TableSchema } from '$lib/core/table/schema';
import { countQuery, requirePositive } from './bias';

/** Between whom: the groups are the values of each facet, or what it selects and the rest; of several facets their intersections. */
export interface MitigationSpec {
	readonly label: string;
	readonly positive: Exclude<Selection, { each: true }>;
	readonly facets: readonly Selector[];
}

/** A relation, and its columns with their kinds. */
export interface KnownTable {
	readonly relation: string;
	readonly schema: TableSchema;
}

export interface KnownGroups {
	readonly facets: readonly CountPart[];
	readonly outcome: Outcome;
}

/** The columns that a question names, once they are found. */
export function groupsOf(schema: TableSchema, spec: MitigationSpec): KnownGroups {
	const queries = spec.facets.map((facet) => countQuery(schema, facet, { ...spec, predicted: null, group: null }));
	const [first] = queries;
	if (!first) throw new AppError('clarify/facet-missing', { column: '' });
	return { facets: queries.map(({ facet }) => facet), outcome: first.label };
}

export async function countGroups(
	workspace: Pick<Workspace, 'sql'>,
	relation: string,
	{ facets, outcome }: KnownGroups,
	spec: MitigationSpec,
	signal?: AbortSignal
): Promise<GroupCell[]> {
	const answer = await workspace.sql.query(groupCountSql(relation, facets, outcome), signal);
	const cells = readGroupCells(answer, facets.length);
	requirePositive(cells, spec);
	return cells;
}

/** A group in a line, for where there is no language: `Female & >40`. */
export function groupText(facets: readonly Pick<Selector, 'selection'>[], group: GroupCell['group']): string {
	return groupParts(facets, group)
		.map(({ value, isRest }) => (isRest ? 'rest' : (value ?? '(missing)')))
		.join(' & ');
}
