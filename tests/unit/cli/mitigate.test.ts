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

	it.each([
		[['--method', 'smote', '--facet', 'who'], '--method smote: give one of reweigh, threshold.'],
		[['--method', 'threshold', '--facet', 'who=F'], '--score : give a column of probabilities'],
		[
			['--method', 'threshold', '--score', 'score', '--facet', 'who'],
			"--facet who: give two sides: COL=V[,V] or 'COL>NUMBER'."
		],
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
