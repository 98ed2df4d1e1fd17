import { afterAll, beforeAll, expect, it } from 'vitest';
import { workbook } from '../../fixtures/workbook';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
	files = await temporaryFolder();
});
afterAll(() => files.remove());

/** Names, types and missing values of a TABLE. */
async function profile(content: string | Uint8Array, name: string, ...more: string[]) {
	const { code, out, error } = await temoto('profile', await files.write(name, content), '--json', ...more);
	expect([code, error]).toEqual([0, '']);
	const { columns } = JSON.parse(out);
	return columns.map((column: Record<string, unknown>) => [column['name'], column['type'], column['missing']]);
}

it('counts an unquoted empty field as missing and nothing else, unless told so', async () => {
	const csv = 'a,b,c\n1,,?\n2,"",NA\n?,x,\n';
	expect(await profile(csv, 'a.csv')).toEqual([
		['a', 'VARCHAR', 0],
		['b', 'VARCHAR', 1],
		['c', 'VARCHAR', 1]
	]);
	expect(await profile(csv, 'a.csv', '--null', '?', '--null=NA')).toEqual([
		['a', 'BIGINT', 1],
		['b', 'VARCHAR', 1],
		['c', 'VARCHAR', 3]
	]);
});

it('reads text as it is told: delimiter, encoding, types by escaped names', async () => {
	const text = 'size=mm|café\n1|é\n2|à\n';
	const utf16 = new Uint8Array(Buffer.from(text, 'utf16le'));
	const latin = new Uint8Array(Buffer.from(text, 'latin1'));
	const expected = [
		['size=mm', 'DOUBLE', 0],
		['café', 'VARCHAR', 0]
	];
	const types = ['--types', 'size\\=mm=DOUBLE'];
	expect(await profile(utf16, 'a.txt', '--encoding', 'UTF-16LE', '--delimiter', '|', ...types)).toEqual(expected);
	expect(await profile(latin, 'b.txt', '--encoding=windows-1252', '--delimiter=|', ...types)).toEqual(expected);
	expect(await profile(text.replaceAll('|', '\t'), 'c.txt', '--delimiter', '\\t', ...types)).toEqual(expected);
	expect(await profile(text.replaceAll('|', '\t'), 'd.tsv', ...types)).toEqual(expected);
});

it('reads a workbook, by sheet, with types and missing tokens', async () => {
	const book = workbook([
		{
			name: 'People',
			rows: [
				['age', 'born'],
				[30, { date: 33_000 }],
				['?', { date: 33_001.25 }]
			]
		},
		{ name: 'Other', rows: [['x'], [1]] }
	]);
	expect(await profile(book, 'book.xlsx', '--null', '?')).toEqual([
		['age', 'BIGINT', 1],
		['born', 'TIMESTAMP', 0]
	]);
	expect(await profile(book, 'book', '--sheet', 'Other', '--types', 'x=VARCHAR')).toEqual([['x', 'VARCHAR', 0]]);
	const { code, error } = await temoto('profile', files.place('book'), '--sheet', 'None');
	expect([code, error]).toEqual([2, 'temoto: --sheet None: give one of People, Other.\n']);
});

it('takes a threshold only for a number column, and values with escapes', async () => {
	const rows = ['30,x,yes', '50,"a,b",yes', '60,"a,b",no', '20,c=d,no', '45,c=d,yes', '35,a,no'];
	const table = await files.write('f.csv', `age,group,paid\n${rows.join('\n')}\n`);
	const sizes = async (...selectors: string[]) => {
		const facets = selectors.flatMap((selector) => ['--facet', selector]);
		const spec = ['--label', 'paid', '--positive', 'yes', '--intervals', '0', '--json'];
		const { code, out, error } = await temoto('bias', table, ...spec, ...facets);
		expect([code, error]).toEqual([0, '']);
		return JSON.parse(out).facets.map((one: Record<string, unknown>) => [one['facet'], one['value'], one['nFacet']]);
	};
	expect(await sizes('age>40', 'group=a\\,b', 'group=c\\=d,a')).toEqual([
		['age', '>40', 3],
		['group', 'a,b', 2],
		['group', 'c=d,a', 3]
	]);
	expect(await sizes('paid')).toEqual([
		['paid', 'yes', 3],
		['paid', 'no', 3]
	]);
});

it('takes columns with the names that every object has', async () => {
	const lines = Array.from({ length: 200 }, (_, i) => `${i % 17},${i % 3 ? 'p' : 'q'},${i % 17 > 8 ? 1 : 0}`);
	const table = await files.write('names.csv', `constructor,toString,valueOf\n${lines.join('\n')}\n`);
	const profile = await temoto('profile', table, '--json');
	expect(profile.error).toBe('');
	const kinds = JSON.parse(profile.out).columns.map(({ name, kind }: { name: string; kind: string }) => [name, kind]);
	expect(kinds).toEqual([
		['constructor_2', 'numeric'],
		['toString', 'categorical'],
		['valueOf', 'numeric']
	]);
	const bias = await temoto('bias', table, '--label', 'valueOf', '--positive', '1', '--facet', 'toString', '--json');
	expect(JSON.parse(bias.out).facets.map(({ value }: { value: string }) => value)).toEqual(['q', 'p']);
	const model = files.place('names.temoto-model');
	expect((await temoto('train', table, '--target', 'valueOf', '--estimator', 'trees', '-o', model)).code).toBe(0);
	expect((await temoto('predict', model, table, '-o', files.place('predicted.csv'))).error).toBe('');
});

it('reads a JSON column of numbers and text as text, without quotes', async () => {
	const json = '[{"a": 300, "b": 1}, {"a": "Alien \\"3\\"", "b": 2}, {"a": null, "b": 3}, {"a": {"x": [1]}, "b": 4}]';
	const table = await files.write('mixed.json', json);
	expect(await profile(json, 'mixed.json')).toEqual([
		['a', 'VARCHAR', 1],
		['b', 'BIGINT', 0]
	]);
	const { out } = await temoto('sql', 'SELECT a FROM t ORDER BY b', '--table', `t=${table}`, '--json');
	expect(JSON.parse(out).rows.map(({ a }: { a: string | null }) => a)).toEqual(['300', 'Alien "3"', null, '{"x":[1]}']);
});
