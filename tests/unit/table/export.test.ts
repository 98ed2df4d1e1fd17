import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openWorkspace } from '../../../src/cli/workspace';
import { toRows } from '$lib/core/table/columns';
import { writtenFormats, type TableFormat } from '$lib/core/table/source';
import { exportTable } from '$lib/workbench/table-export';
import { writeFile } from 'node:fs/promises';

const { workspace, close } = await openWorkspace();
afterAll(close);
const folder = await mkdtemp(path.join(tmpdir(), 'temoto-'));

/** Numbers, text that needs quotes and its line breaks, a date, gaps, and a name with a line break. */
const many = `SELECT i AS id, CASE WHEN i % 7 = 0 THEN NULL ELSE 'text, "' || i || '"' || chr(10) END AS "odd
name", i / 8e0 AS ratio, DATE '2000-01-01' + CAST(i % 9000 AS INTEGER) AS day, i % 2 = 0 AS ok FROM range(250000) AS r(i)`;

async function written(select: string, format: TableFormat): Promise<Uint8Array[]> {
	const parts: Uint8Array[] = [];
	await exportTable(workspace, select, format, async (part) => void parts.push(part));
	return parts;
}

async function readBack(parts: readonly Uint8Array[], format: TableFormat) {
	const file = path.join(folder, `table.${format}`);
	await writeFile(file, Buffer.concat(parts));
	return workspace.sql.importTable('back', { name: path.basename(file), path: file }, {});
}

describe('a table as a file', () => {
	it.each(['csv', 'tsv', 'ndjson'] as const)('goes out as %s in parts that make one file', async (format) => {
		const parts = await written(many, format);
		expect(parts.length).toBe(3);
		const report = await readBack(parts, format);
		expect(report).toMatchObject({ rows: 250_000, rejected: 0, renamed: [] });
		expect(report.schema.map(({ name }) => name)).toEqual(['id', 'odd\nname', 'ratio', 'day', 'ok']);
		const [facts] = toRows(
			await workspace.sql.query(
				`SELECT count(*) FILTER (b.id IS DISTINCT FROM m.id OR b."odd
name" IS DISTINCT FROM m."odd
name" OR b.ratio IS DISTINCT FROM m.ratio) AS wrong FROM (SELECT *, row_number() OVER () AS n FROM back) b
				JOIN (SELECT *, row_number() OVER () AS n FROM (${many})) m USING (n)`
			)
		);
		expect(facts).toEqual({ wrong: 0 });
	});

	it.each(writtenFormats)('keeps names and types through %s', async (format) => {
		const report = await readBack(await written(`${many} LIMIT 500`, format), format);
		const types = report.schema.map(({ name, type }) => `${name.replace('\n', ' ')} ${type}`);
		expect(types).toEqual([
			'id BIGINT',
			'odd name VARCHAR',
			'ratio DOUBLE',
			// JSON knows no dates, a workbook no days without a time
			`day ${format.endsWith('json') ? 'VARCHAR' : format === 'xlsx' ? 'TIMESTAMP' : 'DATE'}`,
			'ok BOOLEAN'
		]);
		expect(report.rows).toBe(500);
	});

	it('is refused as a workbook of too many rows before anything is written', async () => {
		const write = () => Promise.reject(new Error('nothing is to be written'));
		const asked = exportTable(workspace, 'SELECT * FROM range(1048576)', 'xlsx', write);
		await expect(asked).rejects.toMatchObject({
			code: 'table/sheet-limit',
			details: { what: 'rows', count: 1_048_577, limit: 1_048_576 }
		});
	});

	it('leaves nothing in the engine, also when the disk is full', async () => {
		const tables = async () => toRows(await workspace.sql.query('SELECT count(*) AS n FROM duckdb_tables()'));
		const before = await tables();
		const full = exportTable(workspace, many, 'csv', () => Promise.reject(new Error('full')));
		await expect(full).rejects.toThrow('full');
		expect(await tables()).toEqual(before);
	});
});
