import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Artifact } from '$lib/core/project/artifact';
import { toRows } from '$lib/core/table/columns';
import { readModelMeta } from '$lib/core/model/model-meta';
import { findBias } from '$lib/workbench/bias-findings';
import { importModel } from '$lib/workbench/import-model';
import { judgeRows } from '$lib/workbench/judged-rows';
import { findJudgedThresholds } from '$lib/workbench/judged-thresholds';
import { importTable } from '$lib/workbench/table';
import { trainModel } from '$lib/workbench/train';
import { openWorkspace, type NodeWorkspace } from '../../../src/cli/workspace';

interface Golden {
	readonly cases: { readonly model: string; readonly rows: (number | null)[][]; readonly predictions: number[][] }[];
}

let folder = '';
let opened: NodeWorkspace;
let dataset: Artifact;
let model: Artifact;
let golden: Golden['cases'][number];
const inputs = ['age', 'income', 'debt', 'years'];

async function table(name: string, head: readonly string[], rows: readonly (readonly (string | number | null)[])[]) {
	const place = path.join(folder, name);
	await writeFile(place, [head, ...rows].map((row) => row.map((cell) => cell ?? '').join(',')).join('\n'));
	return (await importTable(opened.workspace, { name, path: place }, {})).dataset;
}

beforeAll(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'temoto-judged-'));
	const { cases }: Golden = JSON.parse(await readFile('tests/golden/import.json', 'utf8'));
	const [first] = cases;
	if (!first) throw new Error('no golden model');
	golden = first;
	opened = await openWorkspace();
	const rows = golden.rows.map((row, at) => [...row, at % 3 === 0 ? 'b' : 'a', (at * 7) % 5 < 2 ? 'refused' : 'paid']);
	dataset = await table('people.csv', [...inputs, 'predicted', 'outcome'], rows);
	const names = { inputs, classes: ['refused', 'paid'], target: 'outcome' };
	const file = { name: 'm.json', bytes: new TextEncoder().encode(golden.model), format: 'xgboost' as const };
	model = await importModel(opened.workspace, file, names, 'credit');
});
afterAll(async () => {
	await opened.close();
	await rm(folder, { recursive: true });
});

describe('a model made elsewhere', () => {
	it('says where it is from', () => {
		expect(readModelMeta(model)?.imported).toMatchObject({
			origin: { producer: 'XGBoost 1.7.4', file: 'm.json' },
			...{ inputs, classes: ['refused', 'paid'] }
		});
	});

	it('is asked about every row, in the order of the table', async () => {
		const question = { dataset, model, run: undefined, label: 'outcome' };
		const judged = await judgeRows(opened.workspace, question);
		expect(judged).toMatchObject({ isHeldOut: false, rows: golden.rows.length, classes: ['refused', 'paid'] });
		// a column of the table is called so already
		expect(judged?.predicted).not.toBe('predicted');
		const rows = toRows(await opened.workspace.sql.query(`SELECT * FROM ${judged?.relation}`));
		golden.predictions.forEach(([p = NaN], row) => {
			expect(rows[row]?.[judged?.score ?? '']).toBeCloseTo(p, 5);
			expect(rows[row]?.[judged?.predicted ?? '']).toBe(p > 0.5 ? 'paid' : 'refused');
			expect(rows[row]?.['age'] ?? null).toBe(golden.rows[row]?.[0] ?? null);
		});
		expect(await judgeRows(opened.workspace, question)).toEqual(judged);
	});

	it('is measured for bias, and thresholds are found for it', async () => {
		const facet = { column: 'predicted', selection: { each: true as const } };
		const question = { dataset, model, run: undefined, label: 'outcome', positive: { values: ['paid'] }, facet };
		const { after, isHeldOut } = await findBias(opened.workspace, { ...question, group: null, isKept: true });
		const paid = (group: (row: number) => boolean) => {
			const shares = golden.predictions.flatMap(([p = NaN], row) => (group(row) ? [p > 0.5 ? 1 : 0] : []));
			return shares.reduce<number>((sum, one) => sum + one, 0) / shares.length;
		};
		const b = after?.facets.find(({ value }) => value === 'b');
		expect(b?.post?.DPPL?.value).toBeCloseTo(paid((row) => row % 3 !== 0) - paid((row) => row % 3 === 0), 9);
		expect(isHeldOut).toBe(false);
		const spec = { label: 'outcome', positive: { values: ['paid'] }, facets: [facet] };
		const found = await findJudgedThresholds(opened.workspace, question, spec, 'demographic-parity');
		expect(found?.frontier.points.length).toBeGreaterThan(0);
		// the score turned round: the good outcome may be the other class
		const other = { ...spec, positive: { values: ['refused'] } };
		const turned = await findJudgedThresholds(opened.workspace, question, other, 'demographic-parity');
		expect(turned?.before.approved).toBeCloseTo(1 - (found?.before.approved ?? 0), 9);
		// one class is to be approved, the other not: neither none, nor both, nor a number
		for (const positive of [{ values: ['nothing'] }, { values: ['paid', 'refused'] }, { threshold: 0 }]) {
			const wrong = { ...spec, positive };
			expect(await findJudgedThresholds(opened.workspace, question, wrong, 'demographic-parity')).toBeNull();
		}
	});

	it('is refused where it cannot be asked, with what is missing', async () => {
		const judge = (other: Artifact, label = 'y') =>
			judgeRows(opened.workspace, { dataset: other, model, run: undefined, label });
		const few = await table('few.csv', ['age', 'y'], [[1, 'paid']]);
		await expect(judge(few)).rejects.toMatchObject({
			code: 'model/input-missing',
			details: { column: 'income, debt, years' }
		});
		const words = await table('words.csv', [...inputs, 'y'], [[1, 2, 'much', 3, 'paid']]);
		await expect(judge(words)).rejects.toMatchObject({ code: 'table/column-kind', details: { column: 'debt' } });
		const others = await table('others.csv', [...inputs, 'y'], [[1, 2, 3, 4, 'yes']]);
		await expect(judge(others)).rejects.toMatchObject({
			code: 'model/classes-differ',
			details: { column: 'y', values: 'yes', classes: 'refused, paid' }
		});
	});
});

it('a model trained here is judged on the rows held out from it', async () => {
	const { run, model: trained } = await trainModel(opened.workspace, dataset, {
		target: 'outcome',
		estimator: 'linear'
	});
	const question = { dataset, model: trained, run, label: 'outcome' };
	const judged = await judgeRows(opened.workspace, question);
	expect(judged).toMatchObject({ isHeldOut: true, classes: ['paid', 'refused'] });
	expect(judged?.rows).toBeLessThan(golden.rows.length);
	expect(await judgeRows(opened.workspace, { ...question, label: 'predicted' })).toBeNull();
	expect(await judgeRows(opened.workspace, { ...question, model: undefined, run: undefined })).toBeNull();
});
