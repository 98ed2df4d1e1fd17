import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tossedLoans } from '../clarify/tossed-loans';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
let unseen: string;
let model: string;
let numbers: string;

beforeAll(async () => {
	files = await temporaryFolder();
	table = await files.write('loans.csv', tossedLoans(4));
	unseen = await files.write('unseen.csv', tossedLoans(5));
	model = files.place('loans.temoto-model');
	numbers = files.place('worth.temoto-model');
	const columns = ['--ignore', 'group,worth'];
	const trained = await temoto(
		...['train', table, '--target', 'paid', '--estimator', 'trees', '--param', 'rounds=20', '-o', model, '--json'],
		...columns
	);
	const other = await temoto('train', table, '--target', 'worth', '--estimator', 'linear', '-o', numbers, '--json');
	expect([trained.code, trained.error, other.code]).toEqual([0, '', 0]);
});
afterAll(() => files.remove());

async function said(...argv: string[]) {
	const { code, out, error } = await temoto(...argv, '--json');
	expect([code, error]).toEqual([0, '']);
	return JSON.parse(out);
}

describe('temoto effects', () => {
	it('says how the answer goes with a column, with the rows near each place', async () => {
		const found = await said('effects', model, table, '--column', 'income', '--grid', '8');
		expect(found).toMatchObject({ kind: 'pdp', class: 'yes', rows: 1000, of: 1200, curves: null });
		expect(found.axes[0].values).toHaveLength(8);
		expect(found.values[7]).toBeGreaterThan(found.values[0] + 0.5);
		expect(found.support.reduce((sum: number, rows: number) => sum + rows, 0)).toBe(1000);
	});

	it('gives the other class’s probability as what is left of one', async () => {
		const [yes, no] = await Promise.all(
			['yes', 'no'].map((label) => said('effects', model, table, '--column', 'job', '--class', label))
		);
		yes.values.forEach((value: number, at: number) => {
			expect(value + no.values[at]).toBeCloseTo(1, 6);
		});
	});

	it('keeps curves of single rows, centred when asked', async () => {
		const found = await said(
			'effects',
			model,
			table,
			'--column',
			'income',
			'--kind',
			'ice',
			'--centre',
			'--rows',
			'300'
		);
		expect(found.curves).toHaveLength(200);
		expect(found.curves.every(({ values }: { values: number[] }) => values[0] === 0)).toBe(true);
	});

	it('draws two columns and local effects, and a line a place without --json', async () => {
		const found = await said(
			'effects',
			model,
			table,
			'--column',
			'income',
			'--column',
			'noise',
			'--kind',
			'ale',
			'--grid',
			'5'
		);
		expect(found.values).toHaveLength(5);
		expect(found.values[0]).toHaveLength(found.axes[1].values.length);
		const { out } = await temoto('effects', model, table, '--column', 'job', '--kind', 'ale');
		expect(out.split('\n')).toHaveLength(5);
		expect(out).toContain("O'X, Ltd");
	});

	it.each([
		[['--column', 'nothing'], 'nothing'],
		[['--column', 'income', '--column', 'income'], '--column'],
		[['--column', 'income', '--kind', 'shap'], '--kind'],
		[['--column', 'income', '--class', 'maybe'], '--class'],
		[['--column', 'income', '--column', 'job', '--kind', 'ice'], 'one column']
	])('refuses %j in one line', async (argv, reason) => {
		const { code, error } = await temoto('effects', model, table, ...argv);
		expect(code).toBe(2);
		expect(error).toContain(reason);
		expect(error.trim().split('\n')).toHaveLength(1);
	});
});

describe('temoto importance', () => {
	it('ranks the columns that matter before those that do not', async () => {
		const found = await said('importance', model, table, '--target', 'paid', '--metric', 'auc', '--repeats', '3');
		expect(found).toMatchObject({ metric: 'auc', rows: 1200, of: 1200, repeats: 3 });
		expect(found.importance[0].columns).toEqual(['income']);
		expect(found.importance[0].drops).toHaveLength(3);
		const noise = found.importance.find(({ columns }: { columns: string[] }) => columns[0] === 'noise');
		expect(Math.abs(noise.mean)).toBeLessThan(0.05);
	});

	it('shuffles columns together that are named, or that go together', async () => {
		const named = await said('importance', numbers, table, '--target', 'worth', '--together', 'income,noise');
		expect(named.metric).toBe('rmse');
		expect(named.importance[0].columns).toEqual(['income', 'noise']);
		const found = await said('importance', model, table, '--target', 'paid', '--together-above', '0.99');
		expect(found.importance.every(({ columns }: { columns: string[] }) => columns.length === 1)).toBe(true);
	});

	it.each([
		[['--target', 'gone'], 'gone'],
		[['--target', 'paid', '--metric', 'rmse'], '--metric'],
		[['--target', 'paid', '--together', 'income,worth'], '--together']
	])('refuses %j', async (argv, reason) => {
		const { code, error } = await temoto('importance', model, table, ...argv);
		expect(code).toBe(2);
		expect(error).toContain(reason);
	});
});

describe('temoto errors', () => {
	it('finds the slice whose labels are tossed, by a column that the model does not read', async () => {
		const found = await said('errors', model, unseen, '--target', 'paid');
		const [worst] = found.slices;
		expect(worst.text).toMatch(/^(job is O'X, Ltd and group is old|group is old and job is O'X, Ltd)$/);
		expect(worst.isWorse).toBe(true);
		expect(worst.value).toBeGreaterThan(0.3);
		expect(found.slices.reduce((sum: number, { rows }: { rows: number }) => sum + rows, 0)).toBe(1200);
	});

	it('says how far off a number is, one line a slice', async () => {
		const { code, out } = await temoto('errors', numbers, unseen, '--target', 'worth', '--max-depth', '1');
		expect(code).toBe(0);
		expect(out).toMatch(/^slices found on 600 rows and measured on 600 others: .* off on average\n/);
	});

	it('keeps to the columns it is given', async () => {
		const found = await said('errors', model, unseen, '--target', 'paid', '--columns', 'noise');
		expect(JSON.stringify(found.slices)).not.toContain('job');
		const { code, error } = await temoto('errors', model, unseen, '--target', 'paid', '--columns', 'gone');
		expect([code, error.includes('gone')]).toEqual([2, true]);
	});
});
