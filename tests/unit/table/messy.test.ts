import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellAt, toRows } from '$lib/core/table/columns';
import { openNodeEngine, type NodeSqlEngine } from '$lib/engines/duckdb-node/engine';
import { bytesOf } from '../../fixtures/zip';

const messy = path.resolve('../shared/data/messy');
const isHere = existsSync(messy);
if (!isHere) console.info('../shared/data/messy is not here: the files from the world are not read.');
const names = isHere ? readdirSync(messy) : [];

let engine: NodeSqlEngine;
let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-messy-'));
	engine = await openNodeEngine(folder);
});
afterAll(async () => {
	engine.close();
	await rm(folder, { recursive: true, force: true });
});

/** The cells of a file as Python's csv module reads them, the header first. */
function pythonCells(place: string): string[][] {
	const program = `
import csv, json, sys
place = sys.stdin.read()
with open(place, 'rb') as file: start = file.read(3)
encoding = 'utf-16' if start[:2] in (b'\\xff\\xfe', b'\\xfe\\xff') else 'latin-1' if 'latin1' in place else 'utf-8-sig'
csv.field_size_limit(10 ** 9)
with open(place, encoding=encoding, newline='') as file:
    rows = [row for row in csv.reader(file, delimiter='\\t' if place.endswith('.tsv') else ',') if row]
json.dump(rows, sys.stdout)`;
	return JSON.parse(new TextDecoder().decode(bytesOf(program, place)));
}

describe.runIf(isHere)('files from the world', () => {
	it.each(names.filter((name) => /^openrefine_/.test(name)))('%s has the cells that Python reads', async (name) => {
		const [header = [], ...expected] = pythonCells(path.join(messy, name));
		const file = { name, path: path.join(messy, name) };
		const types = Object.fromEntries(header.map((column) => [column.trim(), 'VARCHAR']));
		const report = await engine.importTable('t', file, { types });
		expect([report.rejected, report.schema.map((field) => field.name)]).toEqual([
			0,
			header.map((column) => column.trim())
		]);
		const { rows, columns } = await engine.query('SELECT * FROM t');
		const cells = Array.from({ length: rows }, (_, row) => columns.map(({ vector }) => cellAt(vector, row) ?? ''));
		// some lines end with a tab more, behind which nothing stands
		expect(expected.flatMap((row) => row.slice(header.length)).join('')).toBe('');
		expect(cells).toEqual(
			expected.map((row) => row.slice(0, header.length).map((cell) => cell.replaceAll('\r\n', '\n')))
		);
	});

	it('vega_movies.json keeps numeric titles as text, numbers as numbers and gaps as gaps', async () => {
		const place = path.join(messy, 'vega_movies.json');
		const films: Record<string, unknown>[] = JSON.parse(readFileSync(place, 'utf8'));
		const report = await engine.importTable('m', { name: 'vega_movies.json', path: place }, {});
		expect(report.rows).toBe(films.length);
		const types = Object.fromEntries(report.schema.map(({ name, type }) => [name, type]));
		expect(types).toMatchObject({ Title: 'VARCHAR', 'US Gross': 'BIGINT', 'IMDB Rating': 'DOUBLE' });
		const read = toRows(await engine.query('SELECT "Title", "US Gross", "IMDB Rating" FROM m'));
		const text = (value: unknown) => (value === null || value === undefined ? null : String(value));
		expect(read.map((row) => row['Title'])).toEqual(films.map((film) => text(film['Title'])));
		expect(read.map((row) => row['US Gross'])).toEqual(films.map((film) => film['US Gross'] ?? null));
		expect(read.map((row) => row['IMDB Rating'])).toEqual(films.map((film) => film['IMDB Rating'] ?? null));
		expect(films.filter((film) => typeof film['Title'] === 'number').length).toBeGreaterThan(0);
	});
});
