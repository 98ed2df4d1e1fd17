import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { censusCsv } from '../../fixtures/census';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let income: string;
let age: string;
let later: string;
let trained: Record<string, number>;
beforeAll(async () => {
	files = await temporaryFolder();
	const people = await files.write('people.csv', censusCsv(800, 3));
	later = await files.write('later.csv', censusCsv(500, 4));
	income = files.place('income.temoto-model');
	age = files.place('age.temoto-model');
	const learn = [
		'--estimator',
		'trees',
		'--param',
		'rounds=15',
		'--ignore',
		'person,surveyed',
		'--test',
		later,
		'--json'
	];
	const { out } = await temoto('train', people, '--target', 'income', ...learn, '-o', income);
	trained = v.parse(v.object({ metrics: v.record(v.string(), v.number()) }), JSON.parse(out)).metrics;
	await temoto('train', people, '--target', 'age', '--task', 'regression', ...learn, '-o', age);
});
afterAll(() => files.remove());

const Figure = v.object({
	value: v.nullable(v.number()),
	lower: v.nullable(v.number()),
	upper: v.nullable(v.number())
});
const Outcome = v.object({
	threshold: v.union([v.number(), v.literal('Infinity')]),
	cost: v.number(),
	confusion: v.record(v.string(), v.number())
});
const Report = v.object({
	task: v.string(),
	rows: v.object({ measured: v.number(), left: v.number(), effective: v.number() }),
	metrics: v.record(v.string(), v.nullable(v.number())),
	intervals: v.record(
		v.string(),
		v.object({ lower: v.nullable(v.number()), upper: v.nullable(v.number()), method: v.nullable(v.string()) })
	),
	reason: v.nullable(v.string()),
	threshold: v.optional(v.number()),
	cost: v.optional(v.number()),
	best: v.optional(v.record(v.string(), Outcome)),
	curves: v.optional(v.object({ points: v.array(v.looseObject({ recall: v.number() })), bands: v.looseObject({}) })),
	slices: v.optional(
		v.object({
			metric: v.string(),
			overall: Figure,
			slices: v.array(v.looseObject({ text: v.string(), rows: v.number(), value: Figure }))
		})
	)
});
async function evaluated(...flags: string[]) {
	const { code, out, error } = await temoto('evaluate', ...flags, '--json');
	expect([code, error]).toEqual([0, '']);
	return v.parse(Report, JSON.parse(out));
}

describe('temoto evaluate', () => {
	it('gives the figures that training measured on the same rows, each within its interval', async () => {
		const { metrics, intervals, rows, reason } = await evaluated(income, later);
		expect([rows.measured, rows.left, reason]).toEqual([500, 0, null]);
		for (const [name, value] of Object.entries(trained)) {
			expect(metrics[name], name).toBeCloseTo(value, 4);
			const { lower, upper } = intervals[name] ?? {};
			expect([(lower ?? NaN) < value, (upper ?? NaN) > value], name).toEqual([true, true]);
		}
		expect(intervals['auc']?.method).toBe('delong');
	});

	it('finds the threshold that costs least, and no plain one costs less', async () => {
		const dear = ['--cost', 'fp=1,fn=5'];
		const best = await evaluated(income, later, ...dear, '--threshold', 'cost');
		const plain = await evaluated(income, later, ...dear);
		expect(best.cost).toBe(best.best?.['cost']?.cost);
		expect(best.threshold).toBeLessThan(0.5);
		expect(best.cost).toBeLessThan(plain.cost ?? NaN);
		expect(best.metrics['recall']).toBeGreaterThan(plain.metrics['recall'] ?? NaN);
	});

	it('goes by the threshold of the model, as predictions do; training finds the cheapest one, and it is taken off again', async () => {
		const model = files.place('cheap.temoto-model');
		const people = files.place('people.csv');
		const learn = ['--estimator', 'trees', '--param', 'rounds=15', '--ignore', 'person,surveyed', '--test', later];
		const asked = ['--threshold', 'cost', '--cost', 'fn=5', '--json', '-o', model];
		const { out } = await temoto('train', people, '--target', 'income', ...learn, ...asked);
		const made = v.parse(
			v.looseObject({ threshold: v.number(), metrics: v.record(v.string(), v.number()) }),
			JSON.parse(out)
		);
		const plain = await evaluated(income, later, '--cost', 'fn=5');
		expect([plain.threshold, made.threshold < 0.5]).toEqual([0.5, true]);
		const own = await evaluated(model, later, '--cost', 'fn=5');
		expect([own.threshold, own.cost]).toEqual([made.threshold, plain.best?.['cost']?.cost]);
		for (const name of ['accuracy', 'precision', 'recall', 'f1', 'auc'])
			expect(own.metrics[name], name).toBeCloseTo(made.metrics[name] ?? NaN, 4);

		const answers = files.place('answers.csv');
		await temoto('predict', model, later, '-o', answers);
		const [head = '', ...lines] = (await readFile(answers, 'utf8')).trim().split('\n');
		const at = (name: string) => head.split(',').indexOf(name);
		const rows = lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(','));
		const called = rows.filter((cells) => cells[at('prediction')] === '>50K').length;
		expect(called).toBe(rows.filter((cells) => Number(cells[at('probability_>50K')]) >= made.threshold).length);
		expect(called).toBeGreaterThan(rows.filter((cells) => Number(cells[at('probability_>50K')]) >= 0.5).length);

		const off = files.place('off.temoto-model');
		const said = await temoto('threshold', model, '--at', 'off', '-o', off, '--json');
		expect(JSON.parse(said.out)).toMatchObject({ name: 'cheap', threshold: null });
		await temoto('threshold', off, '--at', String(made.threshold), '-o', files.place('again.temoto-model'));
		expect(await readFile(files.place('again.temoto-model'))).toEqual(await readFile(model));
		expect((await evaluated(off, later)).threshold).toBe(0.5);
		const refused = await temoto('threshold', age, '--at', '0.3', '-o', off);
		expect([refused.code, refused.error]).toEqual([2, expect.stringContaining('only two classes have one')]);
	});

	it('measures by the values of columns, and gives curves when asked', async () => {
		const { slices, metrics, curves } = await evaluated(income, later, '--by', 'sex', '--curves');
		expect(slices?.metric).toBe('accuracy');
		expect(slices?.overall.value).toBeCloseTo(metrics['accuracy'] ?? NaN, 12);
		expect(slices?.slices.map(({ text }) => text).sort()).toEqual(['sex is Female', 'sex is Male']);
		expect(slices?.slices.reduce((sum, { rows }) => sum + rows, 0)).toBe(500);
		expect(curves?.points.at(-1)?.recall).toBe(1);
		const crossed = await evaluated(age, later, '--by', 'sex,surveyed', '--metric', 'rmse');
		expect(crossed.slices?.slices[0]?.text).toMatch(/^sex is \w+ and surveyed (> \d{4}-\d\d-\d\d)?/);
	});

	it('measures numbers, and says them in words', async () => {
		const { metrics } = await evaluated(age, later, '--quantile', '0.9');
		expect(metrics['rmse']).toBeGreaterThan(metrics['mae'] ?? NaN);
		expect(metrics['pinball']).toBeGreaterThan(0);
		const { out } = await temoto('evaluate', income, later, '--by', 'sex');
		expect(out).toMatch(
			/^500 rows, classification; 95 % intervals in brackets\naccuracy +0\.\d{4} {2}\(0\.\d{4} to 0\.\d{4}\)/
		);
		expect(out).toMatch(/\naccuracy by sex, the worst first; all rows 0\.\d{4}\n/);
	});

	it.each([
		[['--by', 'nowhere'], /'nowhere'/],
		[['--by', 'a,b,c'], /--by/],
		[['--cost', 'xx=1'], /--cost/],
		[['--class', 'rich'], /--class/],
		[['--metric', 'rmse'], /--metric/],
		[['--threshold', 'high'], /--threshold/],
		[['--quantile', '1'], /--quantile/],
		[['--target', 'nowhere'], /'nowhere'/]
	])('refuses %s in one line', async (flags, wanted) => {
		const { code, error } = await temoto('evaluate', income, later, ...flags);
		expect(code).toBe(2);
		expect(error).toMatch(wanted);
		expect(error.trimEnd().split('\n')).toHaveLength(1);
	});
});
