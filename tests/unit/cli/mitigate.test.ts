import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let table: string;
beforeAll(async () => {
	files = await temporaryFolder();
	table = await files.write(
		'loans.csv',
		[
			'who,paid,score,Weight',
			...['F,yes,0.9,1', 'F,no,0.4,1', 'F,no,0.3,1', 'F,no,0.2,1'],
			...['M,yes,0.8,1', 'M,yes,0.7,1', 'M,yes,0.6,1', 'M,no,,1'],
			''
		].join('\n')
	);
});
afterAll(() => files.remove());

const mitigate = (...argv: string[]) =>
	temoto('mitigate', table, '--label', 'paid', '--positive', 'yes', '-o', files.place('out.csv'), ...argv);
const lastColumn = async () =>
	(await files.read('out.csv'))
		.trimEnd()
		.split('\n')
		.map((line) => line.split(',').at(-1));

describe('temoto mitigate', () => {
	it('weighs rows so that groups and labels are independent', async () => {
		const { code, out, error } = await mitigate('--method', 'reweigh', '--facet', 'who', '--json');
		expect([code, error]).toEqual([0, '']);
		const said = JSON.parse(out);
		expect(said).toMatchObject({ method: 'reweigh', rows: 8, rejected: 0, column: 'weight_2' });
		// P(group) P(label) / P(group, label), by hand: 4*4/(8*1) = 2 and 4*4/(8*3) = 2/3
		const [heavy, light] = [2, 2 / 3];
		const weights = new Map(
			said.weights.map((one: { value: string; label: boolean; weight: number }) => [
				`${one.value} ${one.label}`,
				one.weight
			])
		);
		expect(weights).toEqual(
			new Map([
				['F true', heavy],
				['F false', light],
				['M true', light],
				['M false', heavy]
			])
		);
		expect((await lastColumn()).map(Number)).toEqual([NaN, heavy, light, light, light, light, light, light, heavy]);
		expect(Object.keys(said.before[0])).toEqual(
			expect.arrayContaining(['facet', 'value', 'n', 'nFacet', 'nRest', 'missing', 'groups', 'pre'])
		);
		expect(said.before[0].pre.DPL.value).toBeCloseTo(0.5, 12);
		expect(said.after[0].pre.DPL.value).toBeCloseTo(0, 12);
	});

	it('names the groups of a selector and the column as asked', async () => {
		const said = JSON.parse((await mitigate('--method=reweigh', '--facet=who=F', '--column=w', '--json')).out);
		expect(said.column).toBe('w');
		expect(new Set(said.weights.map((one: { value: string }) => one.value))).toEqual(new Set(['F', 'rest']));
	});

	it('cuts scores so that both sides are approved alike', async () => {
		const { code, out, error } = await mitigate(
			'--method',
			'threshold',
			'--score',
			'score',
			'--facet',
			'who=F',
			'--json'
		);
		expect([code, error]).toEqual([0, '']);
		const said = JSON.parse(out);
		// Of 7 rows with a score 4 reach 0.5: so 2 of 4 and 2 of 3 are wanted.
		expect(said.thresholds).toEqual({ facet: 0.4, rest: 0.7 });
		expect([said.before.facet.approved, said.after.facet.approved]).toEqual([0.25, 0.5]);
		expect(await lastColumn()).toEqual(['approved', '1', '1', '0', '0', '1', '1', '0', '']);
	});

	it('cuts for the most accurate within a gap, for any number of groups', async () => {
		const argv = ['--method=threshold', '--score=score', '--facet=who', '--criterion=equal-opportunity', '--max-gap=0'];
		const said = JSON.parse((await mitigate(...argv, '--json')).out);
		// every positive row can be approved and no other: F from 0.9, M from 0.6
		expect(said.thresholds).toEqual([
			{ value: 'F', threshold: 0.9 },
			{ value: 'M', threshold: 0.6 }
		]);
		expect(said.after).toMatchObject({ accuracy: 1, gaps: { 'equal-opportunity': 0 } });
		expect(said.frontier).toMatchObject({ criterion: 'equal-opportunity', optimal: true, complete: true });
		expect(said.frontier.points).toHaveLength(1);
		expect(await lastColumn()).toEqual(['approved', '1', '0', '0', '0', '1', '1', '1', '']);
	});

	it.each([
		['oversample', 'sizes'],
		['undersample', 'sizes'],
		['massage', 'changes'],
		['correlation', 'recipe']
	])('%s says what it did, and the same seed does the same', async (method, key) => {
		const argv = ['--method', method, '--facet', 'who', '--seed', '3', '--json'];
		const { code, out, error } = await mitigate(...argv);
		expect([code, error]).toEqual([0, '']);
		const said = JSON.parse(out);
		expect(said).toHaveProperty(key);
		expect(said.before).toHaveLength(2);
		const written = await files.read('out.csv');
		await mitigate(...argv);
		expect(await files.read('out.csv')).toBe(written);
		if (method !== 'correlation') expect(Math.abs(said.after[0].pre.DPL.value)).toBeLessThan(0.26);
	});

	it('measures the cost beside the answer', async () => {
		const lines = Array.from({ length: 80 }, (_, at) => {
			const x = (at * 37) % 80;
			const isF = at % 3 === 0;
			return `${isF ? 'F' : 'M'},${x + (isF ? 0 : 8)},${x + (isF ? 0 : 20) > 45 ? 'yes' : 'no'}`;
		});
		const more = await files.write('more.csv', ['who,x,paid', ...lines, ''].join('\n'));
		const { code, out } = await temoto(
			...['mitigate', more, '--label', 'paid', '--positive', 'yes', '--facet', 'who=F', '--method', 'smote'],
			...['--measure', 'linear', '-o', files.place('out.csv'), '--json']
		);
		expect(code).toBe(0);
		const { measured } = JSON.parse(out);
		expect(measured).toMatchObject({ estimator: 'linear', seeds: [0, 1, 2], rows: { train: 60, test: 20, all: 80 } });
		for (const side of [measured.before, measured.after])
			expect(Object.keys(side)).toEqual([
				'accuracy',
				'auc',
				'demographic-parity',
				'equal-opportunity',
				'equalized-odds'
			]);
	});

	it.each([
		[
			['--method', 'smoke', '--facet', 'who'],
			'--method smoke: give one of reweigh, oversample, undersample, smote, massage, correlation, threshold.'
		],
		[
			['--method', 'massage', '--facet', 'score', '--label', 'Weight', '--positive', '>0'],
			'massaging has no other value'
		],
		[['--method', 'correlation', '--facet', 'who', '--columns', 'nothing'], "'nothing'"],
		[['--method', 'threshold', '--facet', 'who', '--score', 'score', '--criterion', 'fair'], 'demographic-parity'],
		[['--method', 'threshold', '--facet', 'who', '--score', 'score', '--max-gap', '2'], 'a share from 0 to 1'],
		[['--method', 'threshold', '--facet', 'who=F'], '--score : give a column of probabilities'],
		[['--method', 'threshold', '--score', 'paid', '--facet', 'who=F'], "column 'paid' holds no scores"],
		[['--method', 'reweigh', '--facet', 'sex'], "there is no facet column 'sex'"],
		[['--method', 'reweigh'], "required option '--facet <selector>' not specified"]
	])('refuses %j in one line', async (argv, message) => {
		const { code, out, error } = await mitigate(...argv);
		expect([code, out]).toEqual([2, '']);
		expect(error).toContain(message);
		expect(error.trimEnd().split('\n')).toHaveLength(1);
	});
});
