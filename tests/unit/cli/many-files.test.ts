import { mkdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bytesOf, pythonZip } from '../../fixtures/zip';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
	await mkdir(files.place('data/2021'), { recursive: true });
	await files.write('data/a.csv', 'city,people,area\nKyoto,1464,827.8\n');
	await files.write('data/b.csv', 'PEOPLE,city,code\n2691,Osaka,007\nmany,Nara,8\n');
	await files.write('data/2021/c.tsv', 'city\tpeople\nTokyo\t\n');
	await files.write('data/.hidden.csv', 'x\n1\n');
	await files.write('data/notes.md', 'about');
});
afterAll(() => files.remove());

/** All rows of a TABLE as text. */
async function rowsOf(table: string, ...more: string[]) {
	const { code, out, error } = await temoto('sql', 'SELECT * FROM t', '--table', `t=${table}`, '--json', ...more);
	expect([code, error]).toEqual([0, '']);
	return JSON.parse(out).rows;
}

/** The one line a TABLE is refused with. */
async function refused(table: string, ...more: string[]): Promise<string> {
	const { code, error } = await temoto('profile', table, ...more);
	expect(code).toBe(2);
	return error.replaceAll(files.place(''), '');
}

const kyoto = { city: 'Kyoto', people: '1464', area: 827.8, code: null, source_file: 'a.csv' };
const osaka = { city: 'Osaka', people: '2691', area: null, code: '007', source_file: 'b.csv' };
const nara = { city: 'Nara', people: 'many', area: null, code: '8', source_file: 'b.csv' };

it('reads a folder or a pattern as one table: columns by name, what is missing missing, types widened', async () => {
	expect(await rowsOf(files.place('data'))).toEqual([kyoto, osaka, nara]);
	expect(await rowsOf(files.place('data/?.csv'))).toEqual([kyoto, osaka, nara]);
	const tokyo = { city: 'Tokyo', people: null, area: null, code: null, source_file: '2021/c.tsv' };
	expect(await rowsOf(files.place('data/**/*.?sv'))).toEqual([tokyo, kyoto, osaka, nara]);
	expect(await refused(files.place('none/*.csv'))).toContain('none/*.csv: there is no such file');
});

it('reads the entries of a zip as one table, or the one named', async () => {
	const zip = pythonZip({ 'x/a.csv': 'k,v\n1,2\n', 'x/b.csv': 'v,k\n3.5,4\n' });
	const place = await files.write('both.zip', zip);
	expect(await rowsOf(place)).toEqual([
		{ k: 1, v: 2, source_file: 'x/a.csv' },
		{ k: 4, v: 3.5, source_file: 'x/b.csv' }
	]);
	expect(await rowsOf(`${place}#x/b.csv`)).toEqual([{ v: 3.5, k: 4 }]);
	expect(await refused(`${place}#c.csv`)).toBe(
		"temoto: both.zip: there is no 'c.csv' in it; there are: x/a.csv, x/b.csv.\n"
	);
	const strange = await files.write('strange.zip', pythonZip({ 'a.csv': 'k\n1\n', 'b.csv': 'z\n1\n' }));
	expect(await refused(strange)).toContain('b.csv and a.csv have no column in common');
});

it('reads a table of a database, and asks which where there are several', async () => {
	const program = `
import os, sqlite3, sys, tempfile
place = os.path.join(tempfile.mkdtemp(), 'a.db')
made = sqlite3.connect(place)
made.execute('CREATE TABLE films (title TEXT, year INTEGER)')
made.execute("INSERT INTO films VALUES ('1776', 1972), ('Alien', 1979)")
made.execute('CREATE TABLE "odd ""name" (x REAL)')
made.execute('INSERT INTO "odd ""name" VALUES (0.5)')
made.commit(); made.close()
sys.stdout.buffer.write(open(place, 'rb').read())`;
	const place = await files.write('films.db', bytesOf(program));
	expect(await rowsOf(`${place}#films`)).toEqual([
		{ title: '1776', year: 1972 },
		{ title: 'Alien', year: 1979 }
	]);
	expect(await rowsOf(`${place}#odd "name`)).toEqual([{ x: 0.5 }]);
	expect(await refused(place)).toBe(
		`temoto: films.db: there are several tables in it: films, odd "name; name one, as in 'films.db#films'.\n`
	);
});

it('takes fixed widths and samples as options', async () => {
	const text = await files.write('cities.txt', 'city   people area\nKyoto    1464  828\nNew Ulm    13    9\n');
	const expected = [
		{ city: 'Kyoto', people: 1464, area: 828 },
		{ city: 'New Ulm', people: 13, area: 9 }
	];
	expect(await rowsOf(text, '--format', 'fwf', '--widths', '7,7,5')).toEqual(expected);
	expect(await refused(text, '--format', 'fwf', '--widths', '7,x')).toContain('--widths x: give a whole number');
	expect(await rowsOf(text, '--format', 'fwf', '--widths', '7,7,5', '--sample', 'first:1')).toEqual([expected[0]]);
	expect(await refused(text, '--sample', 'some:3')).toContain('--sample some:3: give first:N');
	expect(await refused(text, '--sample', 'stratified:3:none')).toContain("there is no column 'none'");
});

it('trains on several files as on one', async () => {
	const half = (from: number) =>
		`x,y\n${Array.from({ length: 60 }, (_, i) => `${from + i},${(from + i) % 2 ? 'a' : 'b'}`).join('\n')}\n`;
	await mkdir(files.place('halves'));
	await files.write('halves/1.csv', half(0));
	await files.write('halves/2.csv', half(60));
	const output = files.place('m.temoto-model');
	const flags = ['--target', 'y', '--estimator', 'linear', '--json', '-o', output];
	const { code, out, error } = await temoto('train', files.place('halves'), ...flags);
	expect([code, error]).toEqual([0, '']);
	const { rows } = JSON.parse(out);
	expect(rows.train + rows.test).toBe(120);
});
