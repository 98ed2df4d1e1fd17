import { afterAll, beforeAll, expect, it } from 'vitest';
import { censusCsv } from '../../fixtures/census';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
beforeAll(async () => {
	files = await temporaryFolder();
	const people = await files.write('people.csv', censusCsv(800, 3));
	model = files.place('income.temoto-model');
	const learn = ['--target', 'income', '--estimator', 'trees', '--param', 'rounds=5', '--ignore', 'person,surveyed'];
	expect((await temoto('train', people, ...learn, '-o', model)).code).toBe(0);
});
afterAll(() => files.remove());

it('writes the rows in their order with the predictions behind them, the target not needed', async () => {
	const lines = censusCsv(300, 4).trimEnd().split('\n');
	const withoutTarget = lines.map((line) => line.slice(0, line.lastIndexOf(',')));
	const people = await files.write('new.csv', withoutTarget.join('\n'));
	const { code, out, error } = await temoto('predict', model, people, '-o', files.place('out.csv'), '--json');
	expect([code, error]).toEqual([0, '']);
	const added = ['prediction', 'probability_<=50K', 'probability_>50K'];
	const columns = [...(withoutTarget[0] ?? '').split(','), ...added];
	expect(JSON.parse(out)).toEqual({ rows: 300, rejected: 0, columns, output: files.place('out.csv') });
	const written = (await files.read('out.csv')).trimEnd().split('\n');
	expect(written[0]).toBe(columns.join(','));
	expect(written).toHaveLength(301);
	written.slice(1).forEach((line, row) => {
		expect(line.startsWith(`${withoutTarget[row + 1]},`), line).toBe(true);
		const [label, low, high] = line.split(',').slice(-3);
		expect(label).toBe(Number(low) > Number(high) ? '<=50K' : '>50K');
		expect(Number(low) + Number(high)).toBeCloseTo(1, 6);
	});
});

it('keeps a column of the table that is called as a prediction under another name', async () => {
	const people = await files.write('again.csv', censusCsv(5, 4).replace('person', 'Prediction'));
	const { code, error } = await temoto('predict', model, people, '-o', files.place('out.csv'));
	expect([code, error]).toEqual([0, "the table's column 'Prediction' is written as 'Prediction_2'\n"]);
	expect(await files.read('out.csv')).toMatch(
		/^Prediction_2,age,.*,prediction,probability_<=50K,probability_>50K\nP0,/
	);
});
