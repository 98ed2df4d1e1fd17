import { afterAll, beforeAll, expect, it } from 'vitest';
import type { InsightReport } from '$lib/core/insight/report';
import { operationNamed } from '$lib/core/recipe/operations';
import { safeParse } from 'valibot';
import { temoto, temporaryFolder } from './command';

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let report: InsightReport;
const rows = 400;
/** Numbers in [0, 1) without a pattern (Park & Miller 1988). */
const chance = Array.from({ length: rows * 3 });
let state = 7;
const numbers = chance.map(() => (state = (state * 16807) % 2147483647) / 2147483647);
const signal = numbers.slice(0, rows);
const heavy = numbers.slice(rows, 2 * rows).map((u) => Math.round(1000 * u ** 12) / 10);
const income = numbers.slice(2 * rows).map((u, row) => (row % 20 === 0 ? -999 : 30 + Math.round(u * 40)));
const label = signal.map((value) => (value > 0.5 ? 'yes' : 'no'));

beforeAll(async () => {
	files = await temporaryFolder();
	const lines = signal.map((value, row) =>
		[
			...[value, heavy[row], income[row], label[row] === 'yes' ? 'granted' : 'refused'],
			...[
				row % 4 === 0 ? 'Oslo' : row % 50 === 1 ? ' oslo' : row === 3 ? 'Rome' : 'Bern',
				row % 10 === 0 ? 'N/A' : 'b'
			],
			...[row % 3 === 0 ? '' : '1', row % 40 === 0 ? 'many' : `${row % 37}.5`, label[row]]
		].join(',')
	);
	const head = 'signal,heavy,income,decision,city,note,gap,amount,label';
	const place = await files.write('messy.csv', [head, ...lines, lines[0], lines[0], lines[1], ''].join('\n'));
	const { code, out, error } = await temoto('insights', place, '--target', 'label', '--json');
	expect([code, error]).toEqual([0, '']);
	report = JSON.parse(out);
}, 120_000);
afterAll(() => files.remove());

const featureOf = (name: string) => report.features.find((feature) => feature.name === name);
const warned = (code: string) => report.warnings.filter((each) => each.code === code).map(({ column }) => column);

it('counts rows, gaps and repeated rows', () => {
	expect(report.summary).toMatchObject({ rows: 403, columns: 9 });
	expect(report.summary.duplicateRatio).toBeCloseTo(3 / 403, 12);
	expect(report.duplicates.rows.map(({ figure }) => figure)).toEqual([3, 2]);
	// rows 0, 3, ... 399 and two more of row 0
	expect(featureOf('gap')?.missing).toBe(134 + 2);
});

it('measures numbers by definition', () => {
	const values = [...heavy, ...[0, 0, 1].map((row) => heavy[row] ?? NaN)];
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const moment = (k: number) => values.reduce((sum, value) => sum + (value - mean) ** k, 0) / values.length;
	const sorted = [...values].sort((a, b) => a - b);
	const quantile = (q: number) => {
		const at = q * (sorted.length - 1);
		const [low, high] = [sorted[Math.floor(at)] ?? NaN, sorted[Math.ceil(at)] ?? NaN];
		return low + (at - Math.floor(at)) * (high - low);
	};
	const clipped = values.map((value) => Math.min(quantile(0.95), Math.max(quantile(0.05), value)));
	const middle = clipped.reduce((sum, value) => sum + value, 0) / clipped.length;
	const robust = Math.sqrt(clipped.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (clipped.length - 1));
	const found = featureOf('heavy')?.numbers;
	expect(found?.skew).toBeCloseTo(moment(3) / moment(2) ** 1.5, 9);
	expect(found?.kurtosis).toBeCloseTo(moment(4) / moment(2) ** 2, 9);
	expect(found?.robustStd).toBeCloseTo(robust, 9);
	expect(found?.outliers).toBe(values.filter((value) => Math.abs(value - quantile(0.5)) > 5 * robust).length);
});

it('warns of what was put in, and of nothing like it elsewhere', () => {
	expect(warned('disguised_missing_values')).toEqual(['note']);
	expect(warned('numeric_disguised_missing_value')).toEqual(['income']);
	expect(warned('categorical_typo_correction')).toEqual(['city']);
	expect(warned('categorical_rare_categories')).toEqual(['city']);
	expect(warned('non_numeric_values')).toEqual(['amount']);
	expect(warned('constant_column')).toEqual(['gap']);
	expect(warned('duplicate_rows')).toEqual([null]);
	expect(warned('target_leakage').sort()).toEqual(['decision', 'signal']);
});

it('tells columns that predict from those that do not', () => {
	expect(featureOf('decision')?.predictionPower).toBeGreaterThan(0.9);
	expect(featureOf('heavy')?.predictionPower).toBeLessThan(0.1);
	expect(featureOf('label')?.predictionPower).toBeNull();
	expect(report.quickModel?.metrics['auc']).toBe(1);
	expect(report.quickModel?.rows.test).toBe(81);
});

it('recommends steps that operations take', () => {
	const mends = report.warnings.flatMap((each) => each.mends);
	expect(mends.length).toBeGreaterThan(7);
	for (const { op, params } of mends)
		expect([op, safeParse(operationNamed(op).params, params).issues]).toEqual([op, undefined]);
});

it('writes one HTML file that fetches nothing and shows values as they are', async () => {
	const lines = Array.from(
		{ length: 40 },
		(_, row) => `${row},${row % 2 === 0 ? '<img src=x onerror=alert(1)>' : 'b'}`
	);
	const place = await files.write('tags.csv', ['n,"<b>t</b>"', ...lines, ''].join('\n'));
	const { code, error } = await temoto(
		'insights',
		place,
		'--target',
		'<b>t</b>',
		'--html',
		files.place('out.html'),
		'--json'
	);
	expect([code, error]).toEqual([0, '']);
	const html = await files.read('out.html');
	expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
	expect(html).not.toMatch(/<(img|b|script|link|iframe)\b/);
	expect(html).not.toMatch(/https?:|url\(|@import/);
});

it('names a target that is not there', async () => {
	const place = await files.write('small.csv', 'a,b\n1,2\n3,4\n');
	expect(await temoto('insights', place, '--target', 'c', '--json')).toMatchObject({ code: 2, out: '' });
});

it('makes analyses that a file asks for in the place of the report', async () => {
	const asked = await files.write(
		'asked.json',
		JSON.stringify([{ type: 'box', value: 'heavy', by: 'label' }, { type: 'summary' }])
	);
	const { code, out, error } = await temoto('insights', files.place('messy.csv'), '--analysis', asked, '--json');
	expect([code, error]).toEqual([0, '']);
	const { analyses } = JSON.parse(out);
	expect(analyses).toMatchObject([
		{ rows: 403, of: 403, figures: { type: 'box', groups: [{}, {}] } },
		{ spec: { type: 'summary' }, figures: { type: 'summary' } }
	]);
	for (const [spec, says] of [
		[{ type: 'box' }, 'value'],
		[{ type: 'box', value: 'none', by: null }, 'none'],
		[{ type: 'pie' }, 'type']
	]) {
		const wrong = await files.write('wrong.json', JSON.stringify(spec));
		const answer = await temoto('insights', files.place('messy.csv'), '--analysis', wrong);
		expect([answer.code, answer.out]).toEqual([2, '']);
		expect(answer.error.trim().split('\n')).toHaveLength(1);
		expect(answer.error).toContain(says);
	}
});
