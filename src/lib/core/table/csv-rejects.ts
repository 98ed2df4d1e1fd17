import type { SqlEngine } from '../ports';
import { numberVector, textVector } from './columns';
import { misfit, misfitsSelect, rejectsSelect, type CsvPlan } from './read-csv';
import { findRecordLines, type RecordLines } from './record-lines';
import { sqlName, sqlValue } from './sql';

type Sql = Pick<SqlEngine, 'query' | 'execute' | 'loadColumns'>;

/**
 * Makes the table `<name>_rejects` (line, column, reason, text) of what DuckDB could not read, of values that are not of the type
 * a person named (their rows leave `raw`), and of a record whose quote never closes. A line is told only where it is certain; else
 * the reason names the record.
 */
export async function collectRejects(
	sql: Sql,
	name: string,
	{ raw, errors, bytes }: { raw: string; errors: string; bytes: () => AsyncIterable<Uint8Array> },
	plan: CsvPlan,
	fixed: ReadonlyMap<string, string>,
	signal?: AbortSignal
): Promise<void> {
	const kept = sqlName(`${name}_kept`);
	const lines = `${name}_lines`;
	const types = new Map([...fixed].filter(([, type]) => type !== 'VARCHAR'));
	try {
		await sql.execute(`CREATE OR REPLACE TABLE ${kept} AS ${rejectsSelect(errors)}`);
		const read = (await numbers(sql, `SELECT count(*) AS n FROM ${raw}`))[0] ?? 0;
		if (types.size > 0) {
			await sql.execute(`INSERT INTO ${kept} ${misfitsSelect(raw, plan, types)}`);
			await sql.execute(
				`DELETE FROM ${raw} WHERE ${[...types].map(([column, type]) => misfit(column, type)).join(' OR ')}`
			);
		}
		const positions = await numbers(sql, `SELECT place FROM ${kept} WHERE place IS NOT NULL ORDER BY place`);
		const rows = await numbers(sql, `SELECT nth FROM ${kept} WHERE nth IS NOT NULL ORDER BY nth`);
		const found = await findRecordLines(bytes(), plan, positions, rows, signal);
		const areRowsKnown = found.rows === read && found.rowLines.length === rows.length;
		await sql.loadColumns(lines, linesColumns(found, positions, areRowsKnown ? rows : []));
		const { unclosed } = found;
		const where = `CASE WHEN l.line IS NULL AND k.nth IS NOT NULL THEN ' (record ' || (k.nth + 1) || ' of those read)' ELSE '' END`;
		await sql.execute(
			`CREATE OR REPLACE TABLE ${sqlName(`${name}_rejects`)} AS SELECT CAST(l.line AS BIGINT) AS line, k."column", k.reason || ${where} AS reason, coalesce(l.text, k.text) AS text FROM ${kept} k LEFT JOIN ${sqlName(lines)} l ON l.place IS NOT DISTINCT FROM k.place AND l.nth IS NOT DISTINCT FROM k.nth${unclosed ? ` WHERE l.line IS DISTINCT FROM ${unclosed.line}` : ''} ORDER BY line, k.nth`
		);
		if (unclosed)
			await sql.execute(
				`INSERT INTO ${sqlName(`${name}_rejects`)} VALUES (${unclosed.line}, NULL, ${sqlValue(`a quote is not closed: ${unclosed.lines} lines up to the end of the file are in it`)}, ${sqlValue(unclosed.text)})`
			);
	} finally {
		for (const table of [`${name}_kept`, lines]) await sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
	}
}

function linesColumns(found: RecordLines, positions: readonly number[], rows: readonly number[]) {
	const none = { positions: positions.map(() => null), rows: rows.map(() => null) };
	const number = (name: string, cells: (number | null)[]) => ({ name, type: 'DOUBLE', vector: numberVector(cells) });
	return {
		rows: positions.length + rows.length,
		columns: [
			number('place', [...positions, ...none.rows]),
			number('nth', [...none.positions, ...rows]),
			number('line', [...positions.map((_, i) => found.lines[i] ?? null), ...found.rowLines.slice(0, rows.length)]),
			{
				name: 'text',
				type: 'VARCHAR',
				vector: textVector([...none.positions, ...found.rowTexts.slice(0, rows.length)])
			}
		]
	};
}

async function numbers(sql: Sql, select: string): Promise<number[]> {
	const [column] = (await sql.query(select)).columns;
	return column?.vector.kind === 'number' ? [...column.vector.values] : [];
}
