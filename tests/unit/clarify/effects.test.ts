import { base64Encode } from '@bufbuild/protobuf/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as v from 'valibot';
import golden from '../../golden/effects.json';
import { effectKinds, measureEffect, type Effect, type EffectJob } from '$lib/core/clarify/effect';
import { createExplainer } from '$lib/core/clarify/explainer';
import { axisOf } from '$lib/core/clarify/effect-axis';
import { centredCurves } from '$lib/core/clarify/partial-dependence';
import {
	permutationImportance,
	scoreDrop,
	scoreOf,
	type PermutationJob
} from '$lib/core/clarify/permutation-importance';
import { ModelSchema, type Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { cellAt, columnNamed, numberVector, textVector, type Columns } from '$lib/core/table/columns';
import { predictRows } from '$lib/core/train/predict';
import { createPredictor } from '$lib/engines/onnx/predictor';

const go = () => Promise.resolve();
const { names, x } = golden;

const table: Columns = {
	rows: x.length,
	columns: names.map((name, at) => ({
		name,
		type: 'DOUBLE',
		vector: numberVector(x.map((row) => row[at] ?? null))
	}))
};

function modelOf(name: keyof typeof golden.models): Model {
	const isClasses = name === 'logistic';
	return v.parse(ModelSchema, {
		schemaVersion: 1,
		task: isClasses ? 'classification' : 'regression',
		target: 'y',
		classes: isClasses ? ['low', 'high'] : [],
		inputs: names.map((input) => ({ name: input, type: 'number', kind: 'numeric' })),
		encoders: names.map((input) => ({ type: 'numeric', input, impute: null, mean: 0, scale: 1 })),
		features: names,
		featureInputs: names.map((_, at) => at),
		estimator: golden.models[name],
		link: isClasses ? 'logistic' : 'identity'
	});
}

/** One number a row, straight from the model: probability of the last class, or the number. */
function askOf(model: Model): (rows: Columns) => Promise<Float64Array> {
	return (rows) => {
		const all = predictRows(model, rows);
		const width = Math.max(1, model.classes.length);
		return Promise.resolve(Float64Array.from({ length: rows.rows }, (_, row) => all[row * width + width - 1] ?? NaN));
	};
}

const job = (model: Model, more: Partial<EffectJob>): EffectJob => ({
	model,
	rows: table,
	columns: ['size'],
	kind: 'pdp',
	grid: 200,
	output: 'probability',
	seed: 0,
	...more
});

function expectClose(found: ArrayLike<number>, wanted: readonly number[], digits = 5): void {
	expect(found.length).toBe(wanted.length);
	wanted.forEach((value, at) => {
		expect(found[at]).toBeCloseTo(value, digits);
	});
}

const modelNames = ['linear', 'logistic', 'forest'] as const;
const named = (text: string) => modelNames.find((name) => name === text) ?? 'linear';

describe('partial dependence', () => {
	it.each(golden.dependence)('is scikit-learn’s for $model along $columns', async (wanted) => {
		const model = modelOf(named(wanted.model));
		const found = await measureEffect(job(model, { columns: wanted.columns }), askOf(model), go);
		found.axes.forEach(({ values }, at) => {
			expect([...values]).toEqual(wanted.grid[at]);
		});
		expectClose(found.values, wanted.average);
		if (!wanted.individual) return;
		const { curves } = await measureEffect(job(model, { columns: wanted.columns, kind: 'ice' }), askOf(model), go);
		expect([...(curves?.rows ?? [])]).toEqual(Array.from({ length: x.length }, (_, row) => row));
		expectClose(curves?.values.subarray(0, wanted.individual.length) ?? [], wanted.individual);
	});

	it('keeps at most 200 curves, the same ones for a seed, and their mean is the average where all are kept', async () => {
		const model = modelOf('forest');
		const rows = repeatedRows(table, 5);
		const ask = askOf(model);
		const [first, again, other] = await Promise.all(
			[1, 1, 2].map((seed) => measureEffect(job(model, { rows, kind: 'ice', grid: 5, seed }), ask, go))
		);
		expect(first?.curves?.rows).toHaveLength(200);
		expect(again?.curves?.rows).toEqual(first?.curves?.rows);
		expect(other?.curves?.rows).not.toEqual(first?.curves?.rows);
		const few = await measureEffect(job(model, { kind: 'ice', grid: 5 }), ask, go);
		const curves = few.curves?.values ?? new Float64Array(0);
		few.values.forEach((value, place) => {
			const at = curves.filter((_, cell) => cell % 5 === place);
			expect(at.reduce((sum, each) => sum + each, 0) / at.length).toBeCloseTo(value, 9);
		});
	});

	it('centres curves on one place', () => {
		expect([...centredCurves(Float64Array.of(1, 3, 5, 5), 2, 0)]).toEqual([0, 2, 0, 0]);
		expect([...centredCurves(Float64Array.of(1, 3, 5, 5), 2, 1)]).toEqual([-2, 0, 0, 0]);
	});
});

describe('accumulated local effects', () => {
	it.each(golden.ale)('are those of the definition for $model along $columns', async (wanted) => {
		const model = modelOf(named(wanted.model));
		const grid = wanted.columns.length === 2 ? 7 : 11;
		const found = await measureEffect(job(model, { columns: wanted.columns, kind: 'ale', grid }), askOf(model), go);
		found.axes.forEach(({ values }, at) => {
			expect([...values]).toEqual(wanted.grid[at]);
		});
		expectClose(found.values, wanted.values);
		expect(found.filled).toBe(wanted.filled);
	});

	it('has cells without rows in the golden case, so that filling them is seen', () => {
		expect(golden.ale.some(({ filled }) => filled > 0)).toBe(true);
	});

	it('puts categories beside those they are like and moves rows to their neighbours only', async () => {
		const { order, values, counts } = golden.aleCategories;
		const found = await measureEffect(
			job(kindModel, { rows: kindTable, columns: ['kind'], kind: 'ale' }),
			askOf(kindModel),
			go
		);
		const [axis] = found.axes;
		expect(axis).toMatchObject({ kind: 'category', values: order, order: 'similarity', others: 0 });
		expect([...found.support]).toEqual(counts);
		expectClose(found.values, values);
	});
});

const weights: Readonly<Record<string, number>> = golden.categoryWeights;
const kinds = Object.keys(weights);
const kindTable: Columns = {
	rows: x.length,
	columns: [
		...table.columns.filter(({ name }) => name === 'size' || name === 'weight'),
		{ name: 'kind', type: 'VARCHAR', vector: textVector(golden.kind) }
	]
};
const kindModel: Model = {
	...modelOf('linear'),
	inputs: [
		{ name: 'size', type: 'number', kind: 'numeric' },
		{ name: 'weight', type: 'number', kind: 'numeric' },
		{ name: 'kind', type: 'text', kind: 'categorical' }
	],
	encoders: [
		{ type: 'numeric', input: 'size', impute: null, mean: 0, scale: 1 },
		{ type: 'numeric', input: 'weight', impute: null, mean: 0, scale: 1 },
		{ type: 'onehot', input: 'kind', categories: kinds }
	],
	features: ['size', 'weight', ...kinds.map((kind) => `kind=${kind}`)],
	featureInputs: [0, 1, ...kinds.map(() => 2)],
	estimator: { type: 'linear', weights: [[0.5, 0, ...kinds.map((kind) => weights[kind] ?? 0)]], bias: [0] }
};

function repeatedRows(columns: Columns, times: number): Columns {
	return {
		rows: columns.rows * times,
		columns: columns.columns.map((column) => ({
			...column,
			vector: numberVector(
				Array.from({ length: columns.rows * times }, (_, row) => Number(cellAt(column.vector, row % columns.rows)))
			)
		}))
	};
}

describe('effects of an additive model', () => {
	const numbers = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 0, max: 9 }), fc.nat(3)), {
		minLength: 2,
		maxLength: 40
	});
	const component = (a: number) => Math.abs(a) - a * a * 0.05;
	const ask = (rows: Columns) => {
		const [a, b, c] = ['size', 'age', 'kind'].map((name) => columnNamed(rows, name));
		return Promise.resolve(
			Float64Array.from({ length: rows.rows }, (_, row) => {
				const [x, y, z] = [a, b, c].map((column) => (column ? cellAt(column.vector, row) : 0));
				return component(Number(x)) + 3 * Number(y) + String(z ?? '').length;
			})
		);
	};
	const rowsOf = (cells: readonly (readonly [number, number, number])[]): Columns => ({
		rows: cells.length,
		columns: [
			{ name: 'size', type: 'DOUBLE', vector: numberVector(cells.map(([a]) => a)) },
			{ name: 'age', type: 'DOUBLE', vector: numberVector(cells.map(([, b]) => b)) },
			{ name: 'kind', type: 'VARCHAR', vector: textVector(cells.map(([, , c]) => 'x'.repeat(c) || null)) }
		]
	});
	const model: Model = {
		...modelOf('linear'),
		inputs: [
			{ name: 'size', type: 'number', kind: 'numeric' },
			{ name: 'age', type: 'number', kind: 'numeric' },
			{ name: 'kind', type: 'text', kind: 'categorical' }
		]
	};

	it('are its component up to a constant, by PDP and ALE alike, for numbers and categories', async () => {
		await fc.assert(
			fc.asyncProperty(numbers, fc.integer({ min: 2, max: 12 }), async (cells, grid) => {
				const rows = rowsOf(cells);
				for (const kind of ['pdp', 'ale'] as const) {
					const found = await measureEffect(job(model, { rows, kind, grid }), ask, go);
					const [axis] = found.axes;
					if (axis?.kind !== 'number') throw new Error('numbers');
					const rest = found.values.map((value, at) => value - component(axis.values[at] ?? 0));
					rest.forEach((value) => {
						expect(value).toBeCloseTo(rest[0] ?? NaN, 7);
					});
					const text = await measureEffect(job(model, { rows, kind, grid, columns: ['kind'] }), ask, go);
					const [words] = text.axes;
					if (words?.kind !== 'category') throw new Error('categories');
					const less = text.values.map((value, at) => value - (words.values[at] ?? '').length);
					less.forEach((value) => {
						expect(value).toBeCloseTo(less[0] ?? NaN, 7);
					});
				}
			}),
			{ numRuns: 60 }
		);
	});

	it('do not interact: ALE of two columns is 0 everywhere', async () => {
		await fc.assert(
			fc.asyncProperty(numbers, fc.integer({ min: 2, max: 8 }), async (cells, grid) => {
				const rows = rowsOf(cells);
				const found = await measureEffect(job(model, { rows, kind: 'ale', grid, columns: ['size', 'age'] }), ask, go);
				found.values.forEach((value) => {
					expect(value).toBeCloseTo(0, 7);
				});
			}),
			{ numRuns: 60 }
		);
	});

	it('have mean 0 over the rows by ALE, and every row is counted once at its nearest place', async () => {
		await fc.assert(
			fc.asyncProperty(numbers, async (cells) => {
				const rows = rowsOf(cells);
				const found: Effect = await measureEffect(job(model, { rows, kind: 'ale' }), ask, go);
				const [axis] = found.axes;
				if (axis?.kind !== 'number') throw new Error('numbers');
				expect(found.support.reduce((sum, count) => sum + count, 0)).toBe(cells.length);
				expect(axis.histogram.reduce((sum, count) => sum + count, 0)).toBe(cells.length);
				const places = axis.values.length;
				if (places !== new Set(cells.map(([a]) => a)).size || places < 2) return;
				let sum = 0;
				for (const [a] of cells) {
					const at = Math.max(1, axis.values.indexOf(a));
					sum += ((found.values[at] ?? NaN) + (found.values[at - 1] ?? NaN)) / 2;
				}
				expect(sum / cells.length).toBeCloseTo(0, 7);
			}),
			{ numRuns: 60 }
		);
	});
});

describe('the Explainer', () => {
	const predictor = createPredictor();
	const explainer = createExplainer(
		() => Promise.resolve(false),
		predictor,
		() => 0
	);
	const model: Model = { ...modelOf('logistic'), classes: ['low', 'high'] };
	const graph: Model = {
		...model,
		encoders: [],
		estimator: { type: 'graph', onnx: base64Encode(modelToOnnx(model)) }
	};

	it('asks a graph as the model it holds', async () => {
		for (const kind of effectKinds) {
			const [truth, found] = await Promise.all(
				[model, graph].map((each) => explainer.measureEffect(job(each, { kind, grid: 6, output: 'margin' })))
			);
			expect(truth?.output).toBe('margin');
			expect(found?.output).toBe('probability');
			const shares = await explainer.measureEffect(job(model, { kind, grid: 6 }));
			expectClose(found?.values ?? [], Array.from(shares.values));
		}
		const asked = { rows: table, labels: Float64Array.from(golden.label), metric: 'auc', repeats: 2, seed: 1 } as const;
		const groups = names.map((name) => [name]);
		const [truth, found] = await Promise.all(
			[model, graph].map((each) => explainer.measurePermutation({ ...asked, groups, model: each }))
		);
		expect(found?.score).toBeCloseTo(truth?.score ?? NaN, 6);
		expect(found?.importance.map(({ columns }) => columns)).toEqual(truth?.importance.map(({ columns }) => columns));
	});

	it('gives the margin of either of two classes, one the other’s negative', async () => {
		const [high, low] = await Promise.all(
			[1, 0].map((classIndex) => explainer.measureEffect(job(model, { grid: 6, output: 'margin', classIndex })))
		);
		expectClose(
			low?.values ?? [],
			Array.from(high?.values ?? [], (value) => -value)
		);
	});

	it('stops when its signal says so', async () => {
		const asked = new AbortController();
		const waiting = explainer.measureEffect(job(model, {}), asked.signal);
		asked.abort();
		await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
	});
});

describe('inputs that are hard to draw', () => {
	const model = modelOf('linear');
	const withSize = (cells: readonly (number | null)[]): Columns => ({
		rows: cells.length,
		columns: names.map((name) => ({
			name,
			type: 'DOUBLE',
			vector: numberVector(name === 'size' ? cells : cells.map(() => 1))
		}))
	});

	it('leave out missing, NaN and Infinity and say how many', () => {
		const { axis } = axisOf(
			{ name: 'size', type: 'number', kind: 'numeric' },
			withSize([1, null, NaN, Infinity, 3]),
			10
		);
		expect(axis).toMatchObject({ values: Float64Array.of(1, 3), missing: 3 });
	});

	it('get places for their rarer numbers where one value fills most rows', () => {
		const cells = Array.from({ length: 1000 }, (_, row) => (row < 940 ? 0 : row));
		const { axis } = axisOf({ name: 'size', type: 'number', kind: 'numeric' }, withSize(cells), 20);
		expect(axis.values.length).toBeGreaterThan(15);
		expect(axis.values.length).toBeLessThanOrEqual(20);
		expect([axis.values[0], axis.values.at(-1)]).toEqual([0, 999]);
		expect(new Set<number | string>(axis.values).size).toBe(axis.values.length);
	});

	it('give one place for a constant column, which does nothing', async () => {
		for (const kind of ['pdp', 'ice', 'ale'] as const) {
			const found = await measureEffect(job(model, { rows: withSize([4, 4, 4]), kind }), askOf(model), go);
			expect(found.values).toHaveLength(1);
			if (kind === 'ale') expect(found.values[0]).toBe(0);
		}
		const two = await measureEffect(
			job(model, { rows: withSize([4, 4]), kind: 'ale', columns: ['size', 'age'] }),
			askOf(model),
			go
		);
		expect([...two.values]).toEqual([0]);
	});

	it('are refused with a reason where there is nothing to measure', async () => {
		const refused = (more: Partial<EffectJob>) => measureEffect(job(model, more), askOf(model), go);
		await expect(refused({ rows: withSize([]) })).rejects.toMatchObject({ code: 'table/empty' });
		await expect(refused({ rows: withSize([null]) })).rejects.toMatchObject({ code: 'clarify/not-explainable' });
		await expect(refused({ columns: ['no “such” 🍎'] })).rejects.toMatchObject({ code: 'model/input-missing' });
		await expect(refused({ columns: ['size', 'age'], kind: 'ice' })).rejects.toMatchObject({
			code: 'clarify/not-explainable'
		});
		await expect(
			measureEffect(job(kindModel, { rows: kindTable, columns: ['size', 'kind'], kind: 'ale' }), askOf(kindModel), go)
		).rejects.toMatchObject({ code: 'clarify/not-explainable' });
	});

	it('stop when they are told to', async () => {
		let asked = 0;
		const stop = new DOMException('stopped', 'AbortError');
		await expect(
			measureEffect(job(model, {}), askOf(model), () => (++asked > 3 ? Promise.reject(stop) : Promise.resolve()))
		).rejects.toBe(stop);
		expect(asked).toBe(4);
	});
});

describe('permutation importance', () => {
	const jobFor = (model: Model, more: Partial<PermutationJob> = {}): PermutationJob => ({
		model,
		rows: table,
		labels: Float64Array.from(model.classes.length > 0 ? golden.label : golden.y),
		metric: model.classes.length > 0 ? 'logLoss' : 'rmse',
		groups: names.map((name) => [name]),
		repeats: 5,
		seed: 0,
		...more
	});
	const askAll = (model: Model) => (rows: Columns) => Promise.resolve(predictRows(model, rows));

	it.each(golden.importance.cases)('is scikit-learn’s for $model by $metric, for the same shuffles', async (wanted) => {
		const model = modelOf(named(wanted.model));
		const metric = (['rmse', 'mae', 'r2', 'logLoss', 'auc', 'accuracy'] as const).find(
			(each) => each === wanted.metric
		);
		if (!metric) throw new Error('metric');
		const asked = jobFor(model, { metric });
		const score = scoreOf(asked, predictRows(model, table));
		expect(Math.abs(score ?? NaN)).toBeCloseTo(Math.abs(wanted.score), 5);
		for (const [at, name] of names.entries())
			for (const [repeat, order] of golden.importance.orders.entries()) {
				const drop = await scoreDrop(asked, [name], Int32Array.from(order), score, askAll(model));
				expect(drop).toBeCloseTo(wanted.importances[at]?.[repeat] ?? NaN, 5);
			}
	});

	it('is 0 for a column the model does not use, and the same for a seed', async () => {
		const [estimator] = [{ type: 'linear' as const, weights: [[1, 0, 2, 0]], bias: [0] }];
		const model: Model = { ...modelOf('linear'), estimator };
		const found = await permutationImportance(jobFor(model), askAll(model), go);
		const of = (name: string) => found.importance.find(({ columns }) => columns[0] === name);
		expect(of('age')).toMatchObject({ mean: 0, deviation: 0 });
		expect(of('few')).toMatchObject({ mean: 0, deviation: 0 });
		expect(of('size')?.mean).not.toBe(0);
		expect(await permutationImportance(jobFor(model), askAll(model), go)).toEqual(found);
		expect(await permutationImportance(jobFor(model, { seed: 1 }), askAll(model), go)).not.toEqual(found);
	});

	it('shuffles a group as one: what its columns cancel stays cancelled', async () => {
		const model: Model = {
			...modelOf('linear'),
			estimator: { type: 'linear', weights: [[1, -1, 0, 0]], bias: [0] }
		};
		const twins: Columns = {
			rows: table.rows,
			columns: table.columns.map((column) => ({
				...column,
				vector: column.name === 'age' ? (columnNamed(table, 'size')?.vector ?? column.vector) : column.vector
			}))
		};
		const labels = new Float64Array(table.rows);
		const groups = [['size'], ['size', 'age']];
		const { importance } = await permutationImportance(
			jobFor(model, { rows: twins, labels, groups }),
			askAll(model),
			go
		);
		expect(importance.map(({ columns }) => columns)).toEqual([['size'], ['size', 'age']]);
		expect(importance[0]?.mean).toBeGreaterThan(1);
		expect(importance[1]?.mean).toBe(0);
	});

	it('is null where the metric is not defined', async () => {
		const model = modelOf('logistic');
		const labels = new Float64Array(table.rows);
		const found = await permutationImportance(jobFor(model, { labels, metric: 'auc' }), askAll(model), go);
		expect(found.score).toBeNull();
		expect(found.importance.every(({ mean, deviation }) => mean === null && deviation === null)).toBe(true);
	});
});
