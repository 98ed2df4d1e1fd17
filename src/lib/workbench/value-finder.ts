import type { ClusterMethod, Clustering } from '$lib/core/cluster/cluster-values';
import { programSql, type Program } from '$lib/core/example/program';
import type { Example, RankedProgram } from '$lib/core/example/search';
import type { OnProgress, Workspace } from '$lib/core/ports';
import { cellAt, type Columns } from '$lib/core/table/columns';
import { sqlName } from '$lib/core/table/sql';

type FinderPorts = Pick<Workspace, 'sql' | 'valueFinder'>;

/** Groups the values of a text column that are likely one thing. `relation` is SQL that can stand after FROM. */
export async function clusterColumn(
	{ sql, valueFinder }: FinderPorts,
	relation: string,
	column: string,
	method: ClusterMethod,
	setting: number,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Clustering> {
	const name = sqlName(column);
	const found = await sql.query(
		`SELECT ${name} AS value, count(*)::DOUBLE AS n FROM ${relation} WHERE ${name} IS NOT NULL GROUP BY ALL ORDER BY n DESC, value`,
		signal
	);
	const [values, counts] = found.columns.map(({ vector }) => vector);
	if (values?.kind !== 'text' || counts?.kind !== 'number') return { clusters: [], skipped: 0 };
	return valueFinder.clusterValues(
		{
			values: Array.from(values.codes, (code) => values.dictionary[code] ?? ''),
			counts: counts.values,
			method,
			setting
		},
		signal,
		onProgress
	);
}

/** Rows of a few columns as text, the first ones that differ, to give examples on. */
export function exampleRows(
	{ sql }: FinderPorts,
	relation: string,
	columns: readonly string[],
	count: number,
	signal?: AbortSignal
): Promise<Columns> {
	const names = columns.map(sqlName).join(', ');
	return sql.query(
		`SELECT ${names} FROM (SELECT ${names} FROM ${relation} LIMIT 20000) GROUP BY ALL LIMIT ${count}`,
		signal
	);
}

/** Programs that give the examples, the likeliest first. */
export function findPrograms({ valueFinder }: FinderPorts, examples: readonly Example[]): Promise<RankedProgram[]> {
	return valueFinder.searchPrograms(examples, 6);
}

/** How many rows of a relation a program gives nothing for. */
export async function countMissing({ sql }: FinderPorts, relation: string, program: Program): Promise<number> {
	const found = await sql.query(
		`SELECT count(*) FILTER (WHERE (${programSql(program)}) IS NULL)::DOUBLE AS n FROM ${relation}`
	);
	const vector = found.columns[0]?.vector;
	return vector ? Number(cellAt(vector, 0)) : 0;
}
