import { AppError } from '../errors';
import type { OnProgress, SqlEngine } from '../ports';
import { numberVector, textVector, toRows } from './columns';
import { fixedTypes } from './fixed-types';
import { guessKinds } from './guess-kinds';
import { isNumericType, type Field } from './schema';
import { uniqueNames, type NamedColumns } from './sniff';
import type { ImportReport, ReadOptions, RejectedRow, TableFormat } from './source';
import { sqlName } from './sql';

const sampleSize = 20;

/** Makes the table `name` from a SELECT over a file that carries its own types (JSON, Parquet, Arrow, Excel). */
export async function importSelect(
	sql: Pick<SqlEngine, 'query' | 'execute' | 'loadColumns'>,
	name: string,
	select: string,
	fileName: string,
	format: TableFormat,
	options: Pick<ReadOptions, 'types'>,
	rejected: readonly RejectedRow[] = [],
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<ImportReport> {
	onProgress?.({ phase: 'read', done: 0, total: null });
	const table = sqlName(name);
	const { select: named, renamed } = await withNames(sql, select);
	const typed = await withTypes(sql, named, options);
	await sql.execute(`CREATE OR REPLACE TABLE ${table} AS ${typed}`, signal, onProgress);
	await loadRejects(sql, `${name}_rejects`, rejected);
	const described = toRows(await sql.query(`SELECT column_name, column_type FROM (DESCRIBE ${table})`));
	if (described.length === 0) throw new AppError('table/empty', { file: fileName });
	const names = described.map((row) => String(row['column_name']));
	const facts = toRows(
		await sql.query(
			`SELECT count(*) AS n, ${names
				.map((column, i) => {
					const c = sqlName(column);
					return `count(${c}) AS p${i}, approx_count_distinct(${c}) AS d${i}, coalesce(avg(length(CAST(${c} AS VARCHAR))), 0) AS l${i}`;
				})
				.join(', ')} FROM ${table}`,
			signal
		)
	)[0];
	const rows = Number(facts?.['n'] ?? 0);
	if (rows === 0) throw new AppError('table/header-only', { file: fileName });
	const columns = described.map((row, i) => ({
		name: names[i] ?? '',
		type: plainType(String(row['column_type'])),
		present: Number(facts?.[`p${i}`] ?? 0),
		distinct: Number(facts?.[`d${i}`] ?? 0),
		meanLength: Number(facts?.[`l${i}`] ?? 0)
	}));
	const kinds = await guessKinds(sql, table, columns, signal);
	const schema = columns.map(({ name: column, type }, at): Field => ({
		name: column,
		type,
		kind: kinds[at] ?? 'text'
	}));
	return {
		rows,
		schema,
		rejected: rejected.length,
		rejectedSample: rejected.slice(0, sampleSize),
		used: { format },
		renamed
	};
}

/** The table of rows that could not be read: line, column, reason, text. */
async function loadRejects(
	sql: Pick<SqlEngine, 'execute' | 'loadColumns'>,
	table: string,
	rejected: readonly RejectedRow[]
): Promise<void> {
	const text = (name: string, of: (row: RejectedRow) => string | null) => ({
		name,
		type: 'VARCHAR',
		vector: textVector(rejected.map(of))
	});
	const line = { name: 'line', type: 'BIGINT', vector: numberVector(rejected.map((row) => row.line)) };
	await sql.loadColumns(table, {
		rows: rejected.length,
		columns: [
			line,
			text('column', (row) => row.column),
			text('reason', (row) => row.reason),
			text('text', (row) => row.text)
		]
	});
}

/** The SELECT with a name of its own for every column. */
async function withNames(
	sql: Pick<SqlEngine, 'query'>,
	select: string
): Promise<{ select: string; renamed: NamedColumns['renamed'] }> {
	const described = toRows(await sql.query(`SELECT column_name FROM (DESCRIBE ${select})`));
	const header = described.map((row) => String(row['column_name']));
	const { names, renamed } = uniqueNames(header);
	if (renamed.length === 0) return { select, renamed };
	const columns = header.map((name, place) => `${sqlName(name)} AS ${sqlName(names[place] ?? name)}`);
	return { select: `SELECT ${columns.join(', ')} FROM (${select})`, renamed };
}

/** The SELECT with the types a person named in place of its own. */
async function withTypes(
	sql: Pick<SqlEngine, 'query'>,
	select: string,
	options: Pick<ReadOptions, 'types'>
): Promise<string> {
	if (Object.keys(options.types ?? {}).length === 0) return select;
	const described = toRows(await sql.query(`SELECT column_name FROM (DESCRIBE ${select})`));
	const fixed = await fixedTypes(
		sql,
		described.map((row) => String(row['column_name'])),
		options
	);
	const casts = [...fixed].map(([name, type]) => `CAST(${sqlName(name)} AS ${type}) AS ${sqlName(name)}`);
	return `SELECT * REPLACE (${casts.join(', ')}) FROM (${select})`;
}

function plainType(type: string): string {
	return isNumericType(type) || !type.startsWith('ENUM') ? type : 'VARCHAR';
}
