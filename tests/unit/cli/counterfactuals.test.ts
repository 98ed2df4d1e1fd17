import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
let model: string;
let price: string;

/** Approved where income is at least 50 and the town is not south; the price is twice the income. */
const rows = Array.from({ length: 120 }, (_, at) => {
	const income = 10 + ((at * 37) % 90);
	const town = ['north', 'south', "o'k 💚"][at % 3] ?? '';
	return { income, town, age: 20 + ((at * 13) % 50), approved: income >= 50 && town !== 'south' ? 'yes' : 'no' };
});

beforeAll(async () => {
	files = await temporaryFolder();
	const lines = rows.map(({ income, town, age, approved }) => `${income},${town},${age},${approved},${2 * income}`);
	table = await files.write('loans.csv', ['income,town,age,approved,price', ...lines, ''].join('\n'));
	model = files.place('loans.temoto-model');
	price = files.place('price.temoto-model');
	const trained = await temoto(
		'train',
		table,
		'--target',
		'approved',
		'--estimator',
		'trees',
		'--ignore',
		'price',
		'-o',
		model
	);
	expect(trained.code).toBe(0);
	await temoto('train', table, '--target', 'price', '--estimator', 'linear', '--ignore', 'approved', '-o', price);
});
afterAll(() => files.remove());

const place = rows.findIndex(({ income, town }) => income < 40 && town === 'north') + 1;
const ask = (...argv: string[]) =>
	temoto('counterfactuals', model, table, '--background', table, '--want', 'yes', ...argv);

describe('temoto counterfactuals', () => {
	it('finds the nearest way, which the model then confirms', async () => {
		const { code, out, error } = await ask('--row', String(place), '--count', '1', '--json');
		expect([code, error]).toEqual([0, '']);
		const { rows: answers, wanted, background } = JSON.parse(out);
		expect([wanted, background, answers.length]).toEqual(['yes', 120, 1]);
		const [{ row, status, ended, before, found, provenChanges }] = answers;
		expect([row, status, ended, before.prediction, provenChanges]).toEqual([place, 'found', 'complete', 'no', 2]);
		expect(found[0]).toMatchObject({
			method: 'cuts',
			proven: true,
			prediction: 'yes',
			changes: [{ column: 'income' }]
		});
		const changed = await files.write(
			'changed.csv',
			`income,town,age\n${found[0].changes[0].to},north,${rows[place - 1]?.age ?? ''}\n`
		);
		await temoto('predict', model, changed, '-o', files.place('predicted.csv'));
		expect((await files.read('predicted.csv')).split('\n')[1]).toContain(',yes,');
	});

	it('keeps the rules, and says which one stands in the way', async () => {
		const south = rows.findIndex(({ income, town }) => income > 60 && town === 'south') + 1;
		const only = await ask('--row', String(south), '--categories', "town=o'k 💚,south", '--json');
		expect(JSON.parse(only.out).rows[0].found[0].changes).toMatchObject([
			{ column: 'town', to: "o'k 💚", distance: 1 }
		]);
		const none = await ask('--row', String(place), '--decrease-only', 'income', '--immutable', 'age,town', '--json');
		const [answer] = JSON.parse(none.out).rows;
		expect(answer).toMatchObject({ status: 'none', ended: 'complete', blockers: [{ column: 'income' }] });
		expect(answer.blockers[0].instead.changes[0].to).toBeGreaterThan(rows[place - 1]?.income ?? 0);
		const range = await ask('--row', String(place), '--range', 'income=..45', '--json');
		expect(JSON.parse(range.out).rows[0].status).toBe('none');
	});

	it('moves a number into bounds, and takes several rows', async () => {
		const { code, out } = await temoto(
			...['counterfactuals', price, table, '--background', table, '--want', '150..160', '--rows', '3', '--json']
		);
		expect(code).toBe(0);
		const { rows: answers } = JSON.parse(out);
		expect(answers.map(({ row }: { row: number }) => row)).toEqual([1, 2, 3]);
		for (const { found } of answers) {
			expect(found[0].prediction).toBeGreaterThanOrEqual(150);
			expect(found[0].prediction).toBeLessThanOrEqual(160);
		}
	});

	it('says it in lines', async () => {
		const { out } = await ask('--row', String(place), '--count', '1');
		expect(out).toMatch(
			/^row \d+: no \(0\.\d+\); nothing nearer with up to 2 changes\n {2}[\d.]+ {2}yes .*income \d+ -> \d+/
		);
	});

	it.each([
		[['--row', '500'], '--row 500: give a whole number from 1 to 120'],
		[['--immutable', 'nowhere'], "column 'nowhere': the model does not read it"],
		[['--range', 'income=5'], '--range 5: give LO..HI'],
		[['--range', 'town=1..2'], "column 'town': it holds categories"],
		[['--time-limit', 'soon'], '--time-limit soon: give a time']
	])('refuses %j', async (argv, said) => {
		const { code, error } = await ask(...argv);
		expect(code).toBe(2);
		expect(error).toContain(said);
	});

	it('refuses a class that there is not', async () => {
		const { code, error } = await temoto('counterfactuals', model, table, '--background', table, '--want', 'perhaps');
		expect([code, error]).toEqual([2, expect.stringContaining('--want perhaps: give one of no, yes')]);
	});
});
