import type { Ports, SqlEngine } from '$lib/core/ports';
import {
	binsSelect,
	cubeSelect,
	rangeSql,
	readCube,
	type BinnedColumn,
	type BinRange,
	type BrushCube
} from '$lib/core/table/brush';
import { sqlName } from '$lib/core/table/sql';
import { temporaryName } from './recipe-stage';

export interface Facet {
	readonly column: BinnedColumn;
	readonly range: BinRange;
}

type BrushPorts = Pick<Ports, 'crypto'> & { readonly sql: Pick<SqlEngine, 'query' | 'execute'> };

/** The bins of every row of a relation, kept in the engine until `dispose`. */
export interface BinTable {
	readonly relation: string;
	readonly columns: readonly BinnedColumn[];
	dispose(): Promise<void>;
}

/** Bins every row once, so that any brush over the columns asks only for counts of small numbers. */
export async function binTable(
	{ sql, crypto }: BrushPorts,
	relation: string,
	columns: readonly BinnedColumn[],
	signal?: AbortSignal
): Promise<BinTable> {
	const name = sqlName(temporaryName({ crypto }, 'bins'));
	await sql.execute(`CREATE TABLE ${name} AS ${binsSelect(relation, columns)}`, signal);
	return { relation: name, columns, dispose: () => sql.execute(`DROP TABLE IF EXISTS ${name}`) };
}

/** The cube of a column that is being brushed, within what the other facets leave. */
export async function brushCube(
	{ sql }: Pick<BrushPorts, 'sql'>,
	{ relation, columns }: BinTable,
	active: string,
	facets: readonly Facet[],
	signal?: AbortSignal
): Promise<BrushCube> {
	const placeOf = (name: string) => columns.findIndex((column) => column.name === name);
	const filters = facets
		.filter(({ column }) => column.name !== active)
		.map(({ column, range }) => ({ place: placeOf(column.name), range }));
	const answer = await sql.query(cubeSelect(relation, placeOf(active), columns.length, filters), signal);
	const [place, a, b, n] = answer.columns.map(({ vector }) =>
		vector.kind === 'number' ? vector.values : new Float64Array(0)
	);
	const none = new Float64Array(0);
	return readCube(columns, placeOf(active), { place: place ?? none, a: a ?? none, b: b ?? none, n: n ?? none });
}

/** The rows of a relation that all facets hold for. */
export function facetedRelation(relation: string, facets: readonly Facet[]): string {
	if (facets.length === 0) return relation;
	return `(SELECT * FROM ${relation} WHERE ${facets.map(({ column, range }) => rangeSql(column, range)).join(' AND ')})`;
}
