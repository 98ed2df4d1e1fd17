import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import type { ExplainJob } from '$lib/core/clarify/explanation';
import { interact } from '$lib/core/clarify/interaction';
import type { Model, TreesEstimator } from '$lib/core/model/model';
import { readXgboost } from '$lib/core/model/xgboost';
import { numberVector, type Columns } from '$lib/core/table/columns';
import { go, predictor } from './explain-games';

/** From tests/golden/explain.py: xgboost itself, and brute force over all coalitions around predictions of xgboost and scikit-learn. */
const Table = v.array(v.array(v.nullable(v.number())));
const Matrix = v.array(v.array(v.number()));
const Brute = v.object({ base: v.number(), values: Matrix, interactions: v.array(Matrix) });
const Given = { rows: Table, background: Table };
const golden = v.parse(
	v.object({
		xgboost: v.record(
			v.string(),
			v.object({
				...Given,
				classes: v.number(),
				model: v.unknown(),
				margin: Matrix,
				/** By row, class and column, the base value last. */
				pathDependent: v.array(Matrix),
				pathInteractions: v.array(v.array(Matrix)),
				interventional: v.array(Brute)
			})
		),
		gradientBoosting: v.object({
			...Given,
			init: v.number(),
			trees: v.array(
				v.object({
					feature: v.array(v.number()),
					threshold: v.array(v.number()),
					left: v.array(v.number()),
					right: v.array(v.number()),
					value: v.array(v.number()),
					cover: v.array(v.number())
				})
			),
			interventional: Brute
		}),
		logistic: v.object({ ...Given, weights: v.array(v.number()), bias: v.number(), margin: Brute, probability: Brute })
	}),
	JSON.parse(readFileSync(new URL('../../golden/explain.json', import.meta.url), 'utf8'))
);

const players = 5;
const names = Array.from({ length: players }, (_, at) => `f${at}`);

function columnsOf(table: v.InferOutput<typeof Table>): Columns {
	return {
		rows: table.length,
		columns: names.map((name, at) => ({
			name,
			type: 'DOUBLE',
			vector: numberVector(table.map((row) => row[at] ?? null))
		}))
	};
}

function modelOf(estimator: Model['estimator'], link: 'identity' | 'logistic'): Model {
	return {
		schemaVersion: 1,
		task: link === 'identity' ? 'regression' : 'classification',
		target: 'y',
		classes: link === 'identity' ? [] : ['no', 'yes'],
		inputs: names.map((name) => ({ name, type: 'number', kind: 'numeric' })),
		encoders: names.map((input) => ({ type: 'numeric', input, impute: null, mean: 0, scale: 1 })),
		features: names,
		featureInputs: names.map((_, at) => at),
		estimator,
		link
	};
}

type Given = Pick<ExplainJob, 'model' | 'method'> & Partial<ExplainJob>;

async function expectBrute(
	asked: Given & Pick<ExplainJob, 'rows' | 'background'>,
	{ base, values, interactions }: v.InferOutput<typeof Brute>,
	digits: number
): Promise<void> {
	const job: ExplainJob = { output: 'margin', samples: 0, seed: 0, ...asked };
	const found = await explain(job, predictor, go);
	expect(found).toMatchObject({ method: asked.method, exact: true });
	expect(found.baseValue).toBeCloseTo(base, digits);
	values.flat().forEach((value, at) => expect(found.values[at]).toBeCloseTo(value, digits));
	if (asked.method === 'kernel' || asked.method === 'permutation') return;
	const pairs = await interact({ ...job, method: asked.method, keepRows: 99 }, predictor, go);
	interactions.flat(2).forEach((value, at) => expect(pairs.values[at]).toBeCloseTo(value, digits));
}

describe.each(Object.entries(golden.xgboost))('xgboost, %s', (_, given) => {
	const { model } = readXgboost(new TextEncoder().encode(JSON.stringify(given.model)));
	const [rows, background] = [columnsOf(given.rows), columnsOf(given.background)];
	const classes = Array.from({ length: given.classes }, (_unused, at) => at);

	it.each(classes)('pred_contribs and pred_interactions of margin %i', async (k) => {
		const more = given.classes > 1 ? { classIndex: k } : {};
		const job: ExplainJob = {
			model,
			rows,
			background,
			method: 'tree-path',
			output: 'margin',
			samples: 0,
			seed: 0,
			...more
		};
		const found = await explain(job, predictor, go);
		const pairs = await interact({ ...job, method: 'tree-path', keepRows: 99 }, predictor, go);
		for (let row = 0; row < rows.rows; row++) {
			const truth = given.pathDependent[row]?.[k] ?? [];
			expect(truth.length).toBe(players + 1);
			expect(found.predictions[row]).toBeCloseTo(given.margin[row]?.[k] ?? NaN, 5);
			expect(found.baseValue).toBeCloseTo(truth[players] ?? NaN, 4);
			for (let i = 0; i < players; i++) {
				expect(found.values[row * players + i]).toBeCloseTo(truth[i] ?? NaN, 4);
				for (let j = 0; j < players; j++)
					expect(pairs.values[(row * players + i) * players + j]).toBeCloseTo(
						given.pathInteractions[row]?.[k]?.[i]?.[j] ?? NaN,
						4
					);
			}
		}
	});

	it.each(classes)('brute force over the background of margin %i', async (k) => {
		const truth = given.interventional[k];
		if (!truth) throw new Error('golden');
		const more = given.classes > 1 ? { classIndex: k } : {};
		await expectBrute({ model, rows, background, method: 'tree', ...more }, truth, 4);
		await expectBrute({ model, rows, background, method: 'exact', ...more }, truth, 4);
	});
});

it('scikit-learn gradient boosting, brute force around its predict', async () => {
	const { rows, background, trees, init, interventional } = golden.gradientBoosting;
	const estimator: TreesEstimator = {
		type: 'trees',
		base: [init],
		trees: trees.map((tree) => ({
			...tree,
			feature: tree.feature.map((feature) => Math.max(-1, feature)),
			missingLeft: tree.feature.map(() => 1),
			output: 0
		}))
	};
	await expectBrute(
		{ model: modelOf(estimator, 'identity'), rows: columnsOf(rows), background: columnsOf(background), method: 'tree' },
		interventional,
		5
	);
});

describe('scikit-learn logistic regression, brute force around', () => {
	const { weights, bias, margin, probability, ...given } = golden.logistic;
	const asked = {
		model: modelOf({ type: 'linear', weights: [weights], bias: [bias] }, 'logistic'),
		rows: columnsOf(given.rows),
		background: columnsOf(given.background)
	};

	it('decision_function', () => expectBrute({ ...asked, method: 'linear' }, margin, 6));
	it('predict_proba', () => expectBrute({ ...asked, method: 'exact', output: 'probability' }, probability, 6));
});
