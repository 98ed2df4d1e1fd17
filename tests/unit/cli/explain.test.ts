import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let raw: string;
let table: string;
let recipe: string;
let trees: string;
let net: string;

const steps = [
	{ op: 'formula', params: { name: 'income_doubled', formula: 'income * 2' } },
	{ op: 'formula', params: { name: 'burden', formula: 'debt / (income + 1)' } }
];

beforeAll(async () => {
	files = await temporaryFolder();
	const random = seededRandom(3);
	const lines = Array.from({ length: 400 }, () => {
		const [income, debt] = [Math.round(random() * 100), Math.round(random() * 50)];
		const job = ['clerk', 'farm', ''][Math.floor(random() * 3)] ?? '';
		const good = (job === 'clerk' ? income : income / 2) - debt + 10 * random() > 15;
		return `${income},${debt},${job},${good ? 'yes' : 'no'}`;
	});
	raw = await files.write('raw.csv', ['income,debt,job,paid', ...lines, ''].join('\n'));
	recipe = await files.write('recipe.json', JSON.stringify({ schemaVersion: 1, steps }));
	table = files.place('table.csv');
	trees = files.place('trees.temoto-model');
	net = files.place('net.temoto-model');
	const train = ['train', table, '--target', 'paid', '--json'];
	const made = [
		await temoto('wrangle', recipe, raw, '-o', table),
		await temoto(...train, '--estimator', 'trees', '--param', 'rounds=15', '-o', trees),
		await temoto(...train, '--estimator', 'mlp', '--param', 'epochs=3', '-o', net)
	];
	expect(made.map(({ code }) => code)).toEqual([0, 0, 0]);
});
afterAll(() => files.remove());

async function explained(model: string, ...more: string[]) {
	const { code, out } = await temoto('explain', model, table, '--background', table, '--rows', '6', '--json', ...more);
	expect(code).toBe(0);
	return JSON.parse(out);
}

const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);

describe('temoto explain', () => {
	it('gives pairs whose rows add up to the values', async () => {
		const found = await explained(trees, '--interactions');
		expect(found).toMatchObject({
			method: 'tree',
			exact: true,
			interactions: { method: 'tree', exact: true, rows: 6 }
		});
		expect(found.interactions.meanAbs).toHaveLength(5);
		for (const { values, interactions } of found.rows)
			interactions.forEach((line: number[], at: number) => expect(sum(line)).toBeCloseTo(values[at], 9));
	});

	it('adds columns up by those the recipe made them from', async () => {
		const found = await explained(trees, '--interactions', '--by-source', recipe, '--source', raw);
		const plain = await explained(trees);
		expect(found.groups).toEqual([
			{ name: 'income', inputs: ['income', 'income_doubled'] },
			{ name: 'debt', inputs: ['debt'] },
			{ name: 'job', inputs: ['job'] },
			{ name: 'debt + income', inputs: ['burden'] }
		]);
		expect(found.features).toEqual(['income', 'debt', 'job', 'debt + income']);
		found.rows.forEach((row: { prediction: number; values: number[]; interactions: number[][] }, at: number) => {
			expect(sum(row.values) + found.baseValue).toBeCloseTo(row.prediction, 9);
			const [income = NaN, , , doubled = NaN] = plain.rows[at].values;
			expect(row.values[0]).toBeCloseTo(income + doubled, 9);
			row.interactions.forEach((line, place) => expect(sum(line)).toBeCloseTo(row.values[place] ?? NaN, 9));
		});
	});

	it('ends an estimate at a target error', async () => {
		const found = await explained(net, '--method', 'permutation', '--samples', '100000', '--target-error', '0.01');
		expect(found).toMatchObject({ method: 'permutation', exact: false });
		for (const { error } of found.rows) expect(Math.max(...error)).toBeLessThanOrEqual(0.01);
	});

	it('takes every coalition of a few columns for a probability', async () => {
		const found = await explained(net, '--output', 'probability', '--interactions');
		expect(found).toMatchObject({ method: 'exact', exact: true, interactions: { method: 'exact' } });
	});

	it('refuses a recipe without its table', async () => {
		const { code, error } = await temoto('explain', trees, table, '--background', table, '--by-source', recipe);
		expect([code, error]).toEqual([2, expect.stringContaining('--source')]);
	});
});
