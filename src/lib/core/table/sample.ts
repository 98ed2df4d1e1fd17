import { AppError } from '../errors';
import type { SqlEngine } from '../ports';
import { columnNamed } from './columns';
import { sqlName, sqlValue } from './sql';

export const sampleMethods = ['first', 'random', 'stratified'] as const;

/** Which rows of a file to keep. */
export interface SampleOptions {
	readonly method: (typeof sampleMethods)[number];
	readonly rows: number;
	/** The same seed keeps the same rows, on every engine. */
	readonly seed?: number;
	/** Of a stratified sample: the column whose values keep their shares. */
	readonly column?: string;
}

/**
 * The rows of a table that a sample keeps, in their order. Random rows are those whose place, mixed with the seed, has the lowest MD5. A
 * stratified sample orders the rows of each value so, and takes the rows with the lowest (rank - 1/2) / count: each value gets its share
 * of the rows, to within one.
 */
export function sampleSelect(table: string, { method, rows, seed = 0, column = '' }: SampleOptions): string {
	const count = Math.max(0, Math.floor(rows));
	if (method === 'first') return `SELECT * FROM ${table} ORDER BY rowid LIMIT ${count}`;
	const lot = `md5(CAST(rowid AS VARCHAR) || ${sqlValue(`:${seed}`)})`;
	const stratum = sqlName(column);
	const order =
		method === 'random'
			? `SELECT rowid AS place, ${lot} AS lot, 0 AS share FROM ${table}`
			: `SELECT place, lot, (row_number() OVER (PARTITION BY value ORDER BY lot, place) - 5e-1) / count(*) OVER (PARTITION BY value) AS share FROM (SELECT rowid AS place, ${lot} AS lot, ${stratum} AS value FROM ${table})`;
	const kept = `SELECT place FROM (${order}) ORDER BY share, lot, place LIMIT ${count}`;
	return `SELECT * FROM ${table} WHERE rowid IN (${kept}) ORDER BY rowid`;
}

/** Leaves only the sample in the table `name`; gives how many rows it had and has. table/column-missing for an unknown column. */
export async function keepSample(
	sql: Pick<SqlEngine, 'query' | 'execute'>,
	name: string,
	columns: readonly string[],
	sample: SampleOptions,
	signal?: AbortSignal
): Promise<{ readonly before: number; readonly after: number }> {
	if (sample.method === 'stratified' && !columns.includes(sample.column ?? ''))
		throw new AppError('table/column-missing', { column: sample.column ?? '', columns: columns.join(', ') });
	const table = sqlName(name);
	const before = await countRows(sql, table);
	if (before > sample.rows) {
		const sampled = sqlName(`${name}_sample`);
		await sql.execute(`CREATE OR REPLACE TABLE ${sampled} AS ${sampleSelect(table, sample)}`, signal);
		await sql.execute(`DROP TABLE ${table}`);
		await sql.execute(`ALTER TABLE ${sampled} RENAME TO ${table}`);
	}
	return { before, after: await countRows(sql, table) };
}

async function countRows(sql: Pick<SqlEngine, 'query'>, relation: string): Promise<number> {
	const vector = columnNamed(await sql.query(`SELECT count(*) AS n FROM ${relation}`), 'n')?.vector;
	return vector?.kind === 'number' ? (vector.values[0] ?? 0) : 0;
}
