import { afterAll, beforeAll, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let recipe: string;
let people: string;
let towns: string;
beforeAll(async () => {
	files = await temporaryFolder();
	people = await files.write('people.csv', 'id,town,age\n1,Kyoto,30\n2,Nara,\n3,Kyoto,40\n');
	towns = await files.write('towns.csv', 'name,region\nKyoto,Kansai\n');
	const steps = [
		{ op: 'fill-missing', params: { columns: ['age'], method: 'mean' } },
		{ op: 'join', params: { table: 'towns', keys: { town: 'name' } } },
		{ op: 'formula', params: { name: 'label', formula: "concat(region, ' ', town)" } }
	];
	recipe = await files.write('recipe.json', JSON.stringify({ schemaVersion: 1, steps }));
});
afterAll(() => files.remove());

it('writes the fitted recipe as SQL that DuckDB runs over tables of these names', async () => {
	const sql = files.place('recipe.sql');
	const { code, error } = await temoto('wrangle', recipe, people, towns, '--export-sql', sql);
	expect([code, error]).toEqual([0, '']);
	const statement = (await files.read('recipe.sql')).replace(/;\s*$/, '');
	expect(statement).toContain('35e0');
	const asked = await temoto('sql', statement, '--table', `people=${people}`, '--table', `towns=${towns}`, '--json');
	expect(asked.error).toBe('');
	expect(JSON.parse(asked.out)).toMatchObject({
		rows: [
			{ id: 1, town: 'Kyoto', age: 30, region: 'Kansai', label: 'Kansai Kyoto' },
			{ id: 2, town: 'Nara', age: 35, region: null },
			{ id: 3, town: 'Kyoto', age: 40, region: 'Kansai', label: 'Kansai Kyoto' }
		]
	});
});

it('writes scripts for both libraries at once, and the result too', async () => {
	const [pandas, polars, out] = ['a.py', 'b.py', 'out.csv'].map(files.place);
	const answer = await temoto(
		...['wrangle', recipe, people, towns, '-o', out ?? ''],
		...['--export-python', `pandas=${pandas}`, '--export-python', `polars=${polars}`]
	);
	expect([answer.code, answer.error]).toEqual([0, '']);
	expect(await files.read('a.py')).toMatch(
		/import pandas as pd[\s\S]*frame: pd\.DataFrame, towns: pd\.DataFrame[\s\S]*fillna\(35\.0\)/
	);
	expect(await files.read('b.py')).toContain('import polars as pl');
	expect(await files.read('out.csv')).toContain('label');
});

it('says where each column comes from, over a join', async () => {
	const { code, out } = await temoto('wrangle', recipe, people, towns, '--lineage', '--json');
	expect(code).toBe(0);
	const own = (column: string) => ({ table: null, column });
	const theirs = (column: string) => ({ table: 'towns', column });
	expect(JSON.parse(out)).toMatchObject({
		lineage: [
			{ column: 'id', sources: [own('id')], steps: [], readers: [] },
			{ column: 'town', sources: [own('town')], steps: [], readers: ['region', 'label'] },
			{ column: 'age', sources: [own('age')], steps: [{ branch: null, step: 1 }] },
			{
				column: 'region',
				sources: [own('town'), theirs('name'), theirs('region')],
				steps: [{ branch: null, step: 2 }],
				readers: ['label']
			},
			{ column: 'label', steps: [{ step: 2 }, { step: 3 }] }
		]
	});
	expect((await temoto('wrangle', recipe, people, towns, '--lineage')).out).toContain(
		'region: town, name of towns, region of towns; steps 2\n'
	);
});

it.each([
	[[], 'temoto: --output : give a file, unless'],
	[['--export-python', 'spark=x.py'], 'temoto: --export-python spark: give one of pandas, polars']
])('refuses %j in one line', async (flags, message) => {
	const { code, out, error } = await temoto('wrangle', recipe, people, towns, ...flags);
	expect([code, out, error.split('\n').length]).toEqual([2, '', 2]);
	expect(error.slice(0, message.length), error).toBe(message);
});
