import { describe, expect, it } from 'vitest';
import { predictRows } from '$lib/core/train/predict';
import { calledClass, countedClass } from '$lib/core/model/called-class';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { createModelReader } from '$lib/core/model/read-foreign';
import { thresholdFor, withThreshold } from '$lib/core/model/threshold';
import { numberVector, type Columns } from '$lib/core/table/columns';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { predictColumns } from '$lib/workbench/model';
import { smallModel } from '../edge/small-model';

const predictor = createPredictor();

/** A model that answers row k, x = k, with the k-th probability. */
function answering(probabilities: readonly number[]): Model {
	return {
		schemaVersion: 1,
		task: 'classification',
		target: 'y',
		classes: ['no', 'yes'],
		inputs: [{ name: 'x', type: 'number', kind: 'numeric' }],
		encoders: [{ type: 'numeric', input: 'x', impute: null, mean: 0, scale: 1 }],
		features: ['x'],
		featureInputs: [0],
		estimator: { type: 'linear', weights: [[1]], bias: [0] },
		link: 'logistic',
		calibration: {
			type: 'isotonic',
			curves: [{ edges: probabilities.slice(1).map((_, k) => k + 0.5), values: [...probabilities] }]
		}
	};
}

async function labels(model: Model): Promise<(string | undefined)[]> {
	const rows = model.calibration?.curves[0]?.values.length ?? 0;
	const columns: Columns = {
		rows,
		columns: [{ name: 'x', type: 'DOUBLE', vector: numberVector(Array.from({ length: rows }, (_, row) => row)) }]
	};
	const ours = predictRows(model, columns);
	const found = await predictColumns({ predictor }, { model, onnx: modelToOnnx(model) }, columns);
	const vector = found.columns[0]?.vector;
	if (vector?.kind !== 'text') throw new Error('labels');
	const theirs = Array.from(vector.codes, (code) => vector.dictionary[code]);
	const own = theirs.map((_, row) => model.classes[calledClass(ours, row * 2, 2, model.threshold)]);
	expect(own).toEqual(theirs);
	return theirs;
}

/** The float32 numbers beside one. */
function neighbours(value: number): [number, number, number] {
	const bits = new Uint32Array(Float32Array.of(value).buffer);
	const at = (shift: number) => new Float32Array(Uint32Array.of((bits[0] ?? 0) + shift).buffer)[0] ?? NaN;
	return [at(-1), value, at(1)];
}

describe('a threshold', () => {
	it.each([0.25, 0.3125, 0.5, 0.75])(
		'of %d calls the second class at it and above, in the graph as in ours',
		async (at) => {
			expect(await labels(withThreshold(answering(neighbours(at)), at))).toEqual(['no', 'yes', 'yes']);
		}
	);

	it('calls everybody at 0, and at 1 those that are sure', async () => {
		const model = answering([0, ...neighbours(0.5), 1]);
		expect(await labels(withThreshold(model, 0))).toEqual(['yes', 'yes', 'yes', 'yes', 'yes']);
		expect(await labels(withThreshold(model, 1))).toEqual(['no', 'no', 'no', 'no', 'yes']);
	});

	it('is compared as the double it is: a probability in float32 may be less than the decimal it rounds', async () => {
		const model = withThreshold(answering(neighbours(Math.fround(0.32))), 0.32);
		expect(Math.fround(0.32)).toBeLessThan(0.32);
		expect(await labels(model)).toEqual(['no', 'no', 'yes']);
	});

	it('left out: the likelier class; of two as likely the first is said, and the second counted', async () => {
		expect(await labels(answering(neighbours(0.5)))).toEqual(['no', 'no', 'yes']);
		expect([calledClass([0.5, 0.5], 0, 2), countedClass([0.5, 0.5], 0, 2)]).toEqual([0, 1]);
		expect([calledClass([0.4, 0.4, 0.2], 0, 3), countedClass([0.4, 0.4, 0.2], 0, 3)]).toEqual([0, 0]);
	});

	it('leaves the bytes of a graph without one as they were before there were any', async () => {
		expect(await webCrypto.sha256(modelToOnnx(smallModel).slice())).toBe(
			'669675dfc0ff2cd6b9be2b22ec3171bef2fa3a682b94272d85987c2fdb3a8b9b'
		);
		expect(withThreshold(withThreshold(smallModel, 0.3), null)).toEqual(smallModel);
	});

	it('comes back from its graph', async () => {
		const reader = createModelReader(predictor);
		const read = async (model: Model) =>
			(await reader.readForeign({ bytes: modelToOnnx(model), format: 'onnx', names: {} })).model;
		expect(await read(withThreshold(smallModel, 0.3))).toMatchObject({ estimator: { type: 'trees' }, threshold: 0.3 });
		expect(await read(smallModel)).not.toHaveProperty('threshold');
	});

	it('is of two classes, of a model computed here, between 0 and 1', () => {
		const three = { ...smallModel, classes: ['a', 'b', 'c'] };
		const graph: Model = { ...smallModel, estimator: { type: 'graph', onnx: '' } };
		for (const [model, at] of [
			[three, 0.3],
			[graph, 0.3],
			[smallModel, 1.01],
			[smallModel, NaN]
		] as const)
			expect(() => withThreshold(model, at)).toThrow('model/no-threshold');
	});

	it('on the first class is just above one less it on the second: what reached it no longer reaches that', () => {
		expect(thresholdFor(1, 0.32)).toBe(0.32);
		const other = thresholdFor(0, 0.3);
		for (const [first, called] of [
			[0.31, 0],
			[0.3, 0],
			[0.29, 1]
		] as const)
			expect(calledClass([first, 1 - first], 0, 2, other)).toBe(called);
	});
});
