import type { SqlEngine } from '$lib/core/ports';
import {
	cubeSelect,
	rangeSql,
	readCube,
	type BinnedColumn,
	type BinRange,
	type BrushCube
} from '$lib/core/table/brush';

export interface Facet {
	readonly column: BinnedColumn;
	readonly range: BinRange;
}

/** The cube of a column that is being brushed, within what the other facets leave. */
export async function brushCube(
	{ sql }: { readonly sql: Pick<SqlEngine, 'query'> },
	relation: string,
	active: BinnedColumn,
	columns: readonly BinnedColumn[],
	facets: readonly Facet[],
	signal?: AbortSignal
): Promise<BrushCube> {
	const others = columns.filter(({ name }) => name !== active.name);
	const filters = facets
		.filter(({ column }) => column.name !== active.name)
		.map(({ column, range }) => rangeSql(column, range));
	const answer = await sql.query(cubeSelect(relation, active, others, filters), signal);
	const [place, a, b, n] = answer.columns.map(({ vector }) =>
		vector.kind === 'number' ? vector.values : new Float64Array(0)
	);
	const none = new Float64Array(0);
	return readCube(active, others, { place: place ?? none, a: a ?? none, b: b ?? none, n: n ?? none });
}

/** The rows of a relation that all facets hold for. */
export function facetedRelation(relation: string, facets: readonly Facet[]): string {
	if (facets.length === 0) return relation;
	return `(SELECT * FROM ${relation} WHERE ${facets.map(({ column, range }) => rangeSql(column, range)).join(' AND ')})`;
}
