import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { main } from '../../../src/cli/main';

const folder = await mkdtemp(path.join(tmpdir(), 'temoto-'));
const place = (name: string) => path.join(folder, name);

async function temoto(...args: string[]): Promise<{ code: number; out: string; error: string }> {
	let [out, error] = ['', ''];
	const code = await main(args, {
		out: (text) => void (out += text),
		error: (text) => void (error += text),
		isTerminal: false
	});
	return { code, out, error };
}

const people = [
	[30, 'Kyoto', 'train'],
	[40, '?', 'train'],
	[null, 'Osaka', 'train'],
	[90, 'Nara', 'test']
] as const;
const csv = (rows: readonly (readonly (string | number | null)[])[]) =>
	`age,city,part\n${rows.map((row) => row.map((cell) => cell ?? '').join(',')).join('\n')}\n`;
await writeFile(place('people.csv'), csv(people));
await writeFile(
	place('new.csv'),
	csv([
		[50, 'Sapporo', 'test'],
		[null, 'Kyoto', 'test']
	])
);
const recipe = {
	schemaVersion: 1,
	steps: [
		{ op: 'replace-value', params: { columns: ['city'], from: ['?'] } },
		{ op: 'fill-missing', params: { columns: ['age'], method: 'mean' } },
		{ op: 'one-hot', params: { columns: ['city'] } },
		{ op: 'sort', enabled: false, params: { by: [{ column: 'age' }] } }
	]
};
await writeFile(place('recipe.json'), JSON.stringify(recipe));

it('learns from the rows named, writes the table and the fitted recipe, and applies it to new rows', async () => {
	const first = await temoto(
		'wrangle',
		place('recipe.json'),
		place('people.csv'),
		'-o',
		place('out.csv'),
		'--fit-on',
		"part = 'train'",
		'--save-fitted',
		place('fitted.json'),
		'--json'
	);
	expect([first.code, first.error]).toEqual([0, '']);
	expect(JSON.parse(first.out)).toMatchObject({
		rowsIn: 4,
		rowsOut: 4,
		rejected: 0,
		columns: [{ name: 'age' }, { name: 'city=Kyoto' }, { name: 'city=Osaka' }, { name: 'part' }],
		steps: [{ op: 'replace-value' }, { op: 'fill-missing' }, { op: 'one-hot' }]
	});
	expect(await readFile(place('out.csv'), 'utf8')).toBe(
		'age,city=Kyoto,city=Osaka,part\n30.0,1,0,train\n40.0,0,0,train\n35.0,0,1,train\n90.0,0,0,test\n'
	);
	const second = await temoto('wrangle', place('fitted.json'), place('new.csv'), '-o', place('new-out.csv'));
	expect(second.code).toBe(0);
	expect(await readFile(place('new-out.csv'), 'utf8')).toBe(
		'age,city=Kyoto,city=Osaka,part\n50.0,0,0,test\n35.0,1,0,test\n'
	);
}, 60_000);

it.each([
	[{ schemaVersion: 1, steps: [{ op: 'fil', params: {} }] }, "there is no operation 'fil'"],
	[{ schemaVersion: 1, steps: [{ op: 'filter', params: { condition: 'agee > 1' } }] }, "no column 'agee'"],
	[{ schemaVersion: 1, steps: [{ op: 'standardise', params: { columns: ['city'] } }] }, 'is VARCHAR'],
	[{ schemaVersion: 1, steps: [{ op: 'bin', params: { column: 'age', count: 1 } }] }, "'count' wants"],
	[{ steps: [] }, 'schemaVersion']
])('answers a bad recipe with one line: %j', async (bad, line) => {
	await writeFile(place('bad.json'), JSON.stringify(bad));
	const { code, out, error } = await temoto(
		'wrangle',
		place('bad.json'),
		place('people.csv'),
		'-o',
		place('x.csv'),
		'--json'
	);
	expect([code, out]).toEqual([2, '']);
	expect(error).toContain(line);
	expect(error.trim().split('\n')).toHaveLength(1);
});

it('lists the operations with their parameters', async () => {
	const { code, out } = await temoto('operations', '--json');
	const listed: unknown = JSON.parse(out);
	expect(code).toBe(0);
	expect(listed).toContainEqual({
		id: 'drop-columns',
		group: 'columns',
		title: 'Drop columns',
		description: expect.any(String),
		fitted: false,
		params: {
			type: 'object',
			properties: {
				columns: { type: 'array', items: { type: 'string', minLength: 1 }, minItems: 1, 'x-column': 'any' }
			},
			required: ['columns'],
			additionalProperties: false
		}
	});
});
