import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explain } from '$lib/core/clarify/explain';
import { AppError } from '$lib/core/errors';
import { nextBelow } from '$lib/core/model/float32';
import { modelInputs } from '$lib/core/model/inputs';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { readXgboost } from '$lib/core/model/xgboost';
import { numberVector, type Columns } from '$lib/core/table/columns';
import { encodeRows, marginCount, margins, predictRows } from '$lib/core/train/predict';
import { createPredictor } from '$lib/engines/onnx/predictor';
import { predictColumns } from '$lib/workbench/model';

const table = v.array(v.array(v.nullable(v.number())));
const golden = v.parse(
	v.object({
		versions: v.record(v.string(), v.string()),
		cases: v.array(
			v.object({
				name: v.string(),
				model: v.string(),
				rows: table,
				margins: table,
				predictions: table,
				contribs: v.optional(v.array(table))
			})
		),
		dump: v.string(),
		ubj: v.string()
	}),
	JSON.parse(readFileSync('tests/golden/import.json', 'utf8'))
);
const known = golden.cases.filter(({ name }) => name !== 'not known here');
const predictor = createPredictor();
const bytes = (text: string) => new TextEncoder().encode(text);
const caseNamed = (name: string) => {
	const found = golden.cases.find((one) => one.name === name);
	if (!found) throw new Error(name);
	return found;
};

function columnsOf(model: Model, rows: readonly (readonly (number | null)[])[]): Columns {
	return {
		rows: rows.length,
		columns: model.inputs.map(({ name }, place) => ({
			name,
			type: 'DOUBLE',
			vector: numberVector(rows.map((row) => row[place] ?? null))
		}))
	};
}

function near(got: number | undefined, wanted: number | null | undefined, tolerance: number): void {
	expect(Math.abs((got ?? NaN) - (wanted ?? NaN))).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(wanted ?? 0)));
}

describe(`models of XGBoost ${golden.versions['xgboost']}`, () => {
	it.each(known)('$name: answers', async ({ model: text, rows, margins: wanted, predictions, name }) => {
		const { model, producer } = readXgboost(bytes(text));
		expect(producer).toBe(`XGBoost ${golden.versions['xgboost']}`);
		const columns = columnsOf(model, rows);
		const outputs = marginCount(model);
		const got = margins(
			model.estimator.type === 'graph' ? never() : model.estimator,
			encodeRows(model, columns),
			model.features.length,
			outputs
		);
		wanted.flat().forEach((margin, at) => near(got[at], margin, 1e-5));
		const answers = predictRows(model, columns);
		const graph = await predictColumns({ predictor }, { model, onnx: modelToOnnx(model) }, modelInputs(model, columns));
		const names = model.task === 'regression' ? ['prediction'] : model.classes.map((label) => `probability_${label}`);
		names.forEach((column, k) => {
			const vector = graph.columns.find((found) => found.name === column)?.vector;
			rows.forEach((_, row) =>
				near(vector?.kind === 'number' ? vector.values[row] : NaN, answers[row * names.length + k], 1e-5)
			);
		});
		predictions.forEach((prediction, row) => {
			const own = Array.from(answers.subarray(row * names.length, (row + 1) * names.length));
			if (name === 'three labels') expect(own.indexOf(Math.max(...own))).toBe(prediction[0]);
			else if (name === 'binary logitraw') near(Math.log((own[1] ?? NaN) / (own[0] ?? NaN)), prediction[0], 1e-5);
			else if (model.link === 'logistic') near(own[1], prediction[0], 1e-5);
			else prediction.forEach((value, k) => near(own[k], value, 1e-5));
		});
	});

	it.each(known.filter(({ contribs }) => contribs))(
		'$name: path-dependent values',
		async ({ model: text, rows, contribs }) => {
			const { model } = readXgboost(bytes(text));
			const columns = columnsOf(model, rows);
			for (let k = 0; k < marginCount(model); k++) {
				const found = await explain(
					{
						...{
							model,
							rows: columns,
							background: columns,
							method: 'tree-path',
							output: 'margin',
							samples: 1,
							seed: 0
						},
						...(model.link === 'softmax' ? { classIndex: k } : {})
					},
					predictor,
					() => Promise.resolve()
				);
				const width = model.inputs.length;
				contribs?.forEach((classes, row) => {
					const wanted = classes[k] ?? [];
					for (let input = 0; input < width; input++) near(found.values[row * width + input], wanted[input], 1e-4);
					near(found.baseValue, wanted[width], 1e-4);
				});
			}
		}
	);
});

function never(): never {
	throw new Error('a graph');
}

describe('what is read of a file', () => {
	const { model: text } = caseNamed('binary');
	const json = JSON.parse(text);

	it("names from the file, XGBoost's own where there are none, or a person's", () => {
		expect(readXgboost(bytes(text)).model.inputs.map(({ name }) => name)).toEqual([
			'age',
			'income',
			'debt ratio',
			'years'
		]);
		const bare = caseNamed('monotone, names absent').model;
		expect(readXgboost(bytes(bare)).model.inputs.map(({ name }) => name)).toEqual(['f0', 'f1', 'f2', 'f3']);
		const { model } = readXgboost(bytes(text), {
			inputs: ['a', 'b', 'c', 'd'],
			classes: ['no', 'yes'],
			target: 'paid'
		});
		expect(model).toMatchObject({ target: 'paid', classes: ['no', 'yes'], features: ['a', 'b', 'c', 'd'] });
	});

	it('base scores as lists and flags as truth values, as other versions write them', () => {
		const other = structuredClone(json);
		other.version = [3, 1, 0];
		other.learner.learner_model_param.base_score = '[3E-1]';
		for (const tree of other.learner.gradient_booster.model.trees) {
			tree.default_left = tree.default_left.map((flag: number) => flag === 1);
			delete tree.split_type;
			delete tree.categories;
		}
		const { model, producer } = readXgboost(bytes(JSON.stringify(other)));
		expect(producer).toBe('XGBoost 3.1.0');
		expect(model).toEqual(readXgboost(bytes(text)).model);
	});

	it('a split by a set of categories as one feature of its input', () => {
		const { model } = readXgboost(bytes(caseNamed('sets of categories').model));
		expect(model.inputs.map(({ kind }) => kind)).toEqual(['numeric', 'categorical', 'categorical']);
		expect(model.features).toContain('city in 0, 3, 5');
	});
});

describe('other files', () => {
	const { model: text } = caseNamed('binary');
	const changed = (change: (json: ReturnType<typeof JSON.parse>) => void) => {
		const json = JSON.parse(text);
		change(json);
		return bytes(JSON.stringify(json));
	};
	it.each([
		['cut short', bytes(text.slice(0, 3000)), { problem: 'cut-short' }],
		['empty', bytes(''), { problem: 'not-xgboost' }],
		['of another kind', bytes('{"a":1}'), { problem: 'not-xgboost' }],
		['text', bytes('age,income\n1,2'), { problem: 'not-xgboost' }],
		['dumps', bytes(golden.dump), { problem: 'is-dump' }],
		['UBJSON', Uint8Array.from(Buffer.from(golden.ubj, 'hex')), { problem: 'is-ubjson' }],
		['a zip', Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0), { problem: 'is-zip' }],
		['too much', new Uint8Array(129 * 1024 * 1024), { problem: 'too-large' }],
		['a pickle', Uint8Array.of(0x80, 4, 0x95, 0), { problem: 'is-pickle' }],
		[
			'another objective',
			bytes(caseNamed('not known here').model),
			{ problem: 'objective', objective: 'binary:hinge' }
		],
		[
			'several targets',
			changed((json) => (json.learner.learner_model_param.num_target = '3')),
			{ problem: 'many-targets' }
		],
		['another booster', changed((json) => (json.learner.gradient_booster.name = 'gbforest')), { problem: 'booster' }],
		[
			'a child that is not there',
			changed((json) => (json.learner.gradient_booster.model.trees[0].left_children[0] = 99)),
			{ problem: 'damaged' }
		],
		[
			'a node that leads back',
			changed((json) => (json.learner.gradient_booster.model.trees[0].left_children[1] = 0)),
			{ problem: 'damaged' }
		],
		[
			'a column that is not there',
			changed((json) => (json.learner.gradient_booster.model.trees[0].split_indices[0] = 9)),
			{ problem: 'damaged' }
		]
	])('%s are refused with the reason', (_, file, details) => {
		expect(() => readXgboost(file)).toThrow(AppError);
		try {
			readXgboost(file);
		} catch (error) {
			expect(error).toMatchObject({ code: 'model/not-importable', details });
		}
	});

	it.each([
		[{ inputs: ['a', 'b'] }, { problem: 'input-names', wanted: 4, given: 2 }],
		[{ inputs: ['a', 'a', 'b', 'c'] }, { problem: 'input-names', name: 'a' }],
		[{ classes: ['', 'yes'] }, { problem: 'class-names', name: '' }]
	])('names that do not fit: %o', (names, details) => {
		expect(() => readXgboost(bytes(text), names)).toThrow(
			expect.objectContaining({ details: expect.objectContaining(details) })
		);
	});
});

it('x < t is x <= nextBelow(t) for every float32', () => {
	fc.assert(
		fc.property(fc.float({ noNaN: true }), fc.float({ noNaN: true }), (x, t) => {
			if (t === -Infinity) return;
			expect(x <= nextBelow(t)).toBe(x < t);
			expect(t <= nextBelow(t)).toBe(false);
		}),
		{ numRuns: 2000 }
	);
});
