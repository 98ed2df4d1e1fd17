import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnOf, records } from '../../fixtures/independent';
import { temoto, temporaryFolder } from './command';

interface Golden {
	readonly name: string;
	readonly model: string;
	readonly rows: (number | null)[][];
	readonly predictions: number[][];
	readonly contribs: number[][][];
}
const golden: { cases: Golden[] } = JSON.parse(readFileSync('tests/golden/import.json', 'utf8'));
const [binary] = golden.cases;
if (!binary) throw new Error('no golden model');
const columns = ['age', 'income', 'debt', 'years'];
const csv = [columns, ...binary.rows.map((row) => row.map((cell) => cell ?? ''))]
	.map((row) => row.join(','))
	.join('\n');

let files: Awaited<ReturnType<typeof temporaryFolder>>;
let model: string;
let rows: string;
beforeAll(async () => {
	files = await temporaryFolder();
	rows = await files.write('rows.csv', `${csv}\n`);
	model = files.place('credit.temoto-model');
});
afterAll(() => files.remove());

describe('temoto import', () => {
	it("makes a model of an XGBoost JSON, with names of one's own", async () => {
		const json = await files.write('m.json', binary.model);
		const names = ['--input-names', columns.join(','), '--classes', 'refused,paid', '--target', 'outcome'];
		const made = await temoto('import', json, '--format', 'xgboost', ...names, '-o', model, '--json');
		expect(made.error).toBe('');
		expect(JSON.parse(made.out)).toMatchObject({
			...{
				task: 'classification',
				target: 'outcome',
				classes: ['refused', 'paid'],
				inputs: columns,
				estimator: 'trees'
			},
			origin: { format: 'xgboost', producer: 'XGBoost 1.7.4', file: 'm.json', asGraph: null }
		});
	});

	it('which predicts as XGBoost does', async () => {
		const out = files.place('out.csv');
		expect(await temoto('predict', model, rows, '-o', out)).toMatchObject({ code: 0 });
		const paid = columnOf(records(await files.read('out.csv')), 'probability_paid').map(Number);
		binary.predictions.forEach(([p = NaN], row) => expect(paid[row]).toBeCloseTo(p, 5));
	});

	it('is explained as XGBoost does', async () => {
		const { out } = await temoto('explain', model, rows, '--background', rows, '--method', 'tree-path', '--json');
		const found: { baseValue: number; rows: { values: number[] }[] } = JSON.parse(out);
		binary.contribs.forEach(([wanted = []], row) => {
			expect(found.baseValue).toBeCloseTo(wanted[4] ?? NaN, 4);
			found.rows[row]?.values.forEach((value, input) => expect(value).toBeCloseTo(wanted[input] ?? NaN, 4));
		});
	});

	it('is packaged for devices, and its package verified', async () => {
		const [key, trust, signed] = [files.place('k'), files.place('k.pub'), files.place('p.temoto-package')];
		await temoto('keygen', '-o', key, '--public', trust);
		expect(await temoto('package', model, '--key', key, '--version', '1', '-o', signed)).toMatchObject({ code: 0 });
		const { code, out } = await temoto('verify', signed, '--trust', trust, '--json');
		expect([code, JSON.parse(out)]).toMatchObject([0, { ok: true }]);
	});

	it('comes back from the ONNX file it was written to', async () => {
		const [onnx, again, out] = [files.place('m.onnx'), files.place('again.temoto-model'), files.place('again.csv')];
		expect(await temoto('export', model, '-o', onnx)).toMatchObject({ code: 0 });
		const { code, out: said, error } = await temoto('import', onnx, '-o', again, '--json');
		expect(error).toBe('');
		expect([code, JSON.parse(said)]).toMatchObject([
			0,
			{ classes: ['refused', 'paid'], inputs: columns, target: 'outcome' }
		]);
		expect(await temoto('predict', again, rows, '-o', out)).toMatchObject({ code: 0 });
		expect(columnOf(records(await files.read('again.csv')), 'prediction')).toEqual(
			columnOf(records(await files.read('out.csv')), 'prediction')
		);
		const [key, signed] = [files.place('k'), files.place('again.temoto-package')];
		expect(await temoto('package', again, '--key', key, '--version', '1', '-o', signed)).toMatchObject({ code: 0 });
	});

	it.each([
		['m.txt', 'age\n1\n', [], /--format : give one of onnx, xgboost/],
		[
			'cut.json',
			binary.model.slice(0, 900),
			[],
			/cut\.json: is JSON, but damaged or cut short; save or copy it again\.\n$/
		],
		['rows.onnx', 'age\n1\n', [], /rows\.onnx: is no ONNX model, or it is damaged\.\n$/],
		['m.json', binary.model, ['--input-names', 'a,b'], /m\.json: it reads 4 columns; --input-names gave 2\.\n$/],
		['none.json', null, [], /none\.json: there is no such file/]
	])('says in one line what is wrong with %s', async (name, content, flags, said) => {
		const place = content === null ? files.place(name) : await files.write(name, content);
		const { code, out, error } = await temoto('import', place, ...flags, '-o', files.place('x.temoto-model'));
		expect([code, out]).toEqual([2, '']);
		expect(error).toMatch(said);
		expect(error.trimEnd().split('\n')).toHaveLength(1);
	});
});
