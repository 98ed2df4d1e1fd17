import { base64Decode } from '@bufbuild/protobuf/wire';
import type { Predictor } from '../ports';
import { columnNamed, type Column, type Columns } from '../table/columns';
import { readNumbers, readTexts } from '../train/encode';
import { answersOf, encodeRows, marginCount, margins } from '../train/predict';
import { AppError } from '../errors';
import type { GraphEstimator, Model } from './model';
import { outputNames } from './output-names';

/**
 * A model that can be asked, whatever it is: computed here, or a graph that the Predictor runs. Everything that explains or searches asks
 * through this. Rows are encoded first: a row is `model.features.length` float32 numbers, and feature j belongs to the input
 * `model.featureInputs[j]`, so mixing two encoded rows input by input gives a row that can be asked too.
 */
export interface AskedModel {
	readonly model: Model;
	/**
	 * Encoded features of raw rows, row-major. What one AskedModel encoded only it can be asked about: texts of a graph become places in a
	 * dictionary it keeps. model/input-missing when a column is not there.
	 */
	encode(columns: Columns): Float32Array;
	/** Margins, row-major rows x marginCount(model). clarify/not-explainable for a graph of classes, which has none: see `hasMargins`. */
	margins(x: Float32Array): Promise<Float64Array>;
	/** Probabilities, row-major rows x classes, or numbers. */
	answers(x: Float32Array): Promise<Float64Array>;
	readonly hasMargins: boolean;
}

/** Makes a model ready to be asked; a graph is loaded. model/invalid when the runtime cannot load it. */
export async function askModel(model: Model, predictor: Predictor): Promise<AskedModel> {
	const { estimator } = model;
	if (estimator.type === 'graph') return askGraph(model, estimator, predictor);
	const ask = (x: Float32Array) => margins(estimator, x, model.features.length, marginCount(model));
	return {
		model,
		hasMargins: true,
		encode: (columns) => encodeRows(model, columns),
		margins: (x) => Promise.resolve(ask(x)),
		answers: (x) => Promise.resolve(answersOf(model, ask(x)))
	};
}

/** Rows the runtime is given at a time. */
const batchRows = 20_000;

async function askGraph(model: Model, { onnx }: GraphEstimator, predictor: Predictor): Promise<AskedModel> {
	const session = await predictor.load(base64Decode(onnx));
	const width = model.inputs.length;
	const names = answerNames(model);
	const dictionaries = model.inputs.map(() => new Map<string, number>());
	const answers = async (x: Float32Array): Promise<Float64Array> => {
		const rows = x.length / width;
		const all = new Float64Array(rows * names.length);
		for (let from = 0; from < rows; from += batchRows) {
			const part = x.subarray(from * width, Math.min(rows, from + batchRows) * width);
			const got = await predictor.run(session, decode(model, part, dictionaries));
			names.forEach((name, k) => {
				const vector = columnNamed(got, name)?.vector;
				if (vector?.kind !== 'number')
					throw new AppError('model/invalid', { reason: `its graph does not give ${name}` });
				vector.values.forEach((value, row) => (all[(from + row) * names.length + k] = value));
			});
		}
		return all;
	};
	const hasMargins = model.link === 'identity';
	return {
		model,
		hasMargins,
		encode: (columns) => encodeForGraph(model, columns, dictionaries),
		margins: (x) =>
			hasMargins
				? answers(x)
				: Promise.reject(new AppError('clarify/not-explainable', { model: 'graph', output: 'margin' })),
		answers
	};
}

/** The columns that a graph's answers come in. */
export function answerNames({ classes }: Model): string[] {
	return classes.length === 0 ? [outputNames.prediction] : classes.map((_, k) => `${outputNames.probabilities}_${k}`);
}

type Dictionary = Map<string, number>;

function encodeForGraph(model: Model, columns: Columns, dictionaries: readonly Dictionary[]): Float32Array {
	const width = model.inputs.length;
	const x = new Float32Array(columns.rows * width);
	model.inputs.forEach(({ name, type }, input) => {
		const column = columnNamed(columns, name);
		if (!column) throw new AppError('model/input-missing', { column: name });
		const values =
			type === 'number' ? readNumbers(column.vector, columns.rows) : codesOf(column, columns.rows, dictionaries[input]);
		values.forEach((value, row) => (x[row * width + input] = value));
	});
	return x;
}

function codesOf(column: Column, rows: number, known: Dictionary = new Map()): Float32Array {
	const { codes, dictionary } = readTexts(column.vector, rows, column.type);
	const places = dictionary.map((text) => {
		const place = known.get(text) ?? known.size;
		known.set(text, place);
		return place;
	});
	return Float32Array.from(codes, (code) => places[code] ?? 0);
}

/** Encoded rows as the raw columns the graph reads. */
function decode(model: Model, x: Float32Array, dictionaries: readonly Dictionary[]): Columns {
	const width = model.inputs.length;
	const rows = x.length / width;
	return {
		rows,
		columns: model.inputs.map(({ name, type }, input) => {
			const values = Float64Array.from({ length: rows }, (_, row) => x[row * width + input] ?? NaN);
			return type === 'number'
				? { name, type: 'DOUBLE', vector: { kind: 'number', values, missing: null } }
				: {
						name,
						type: 'VARCHAR',
						vector: {
							kind: 'text',
							codes: Int32Array.from(values),
							dictionary: [...(dictionaries[input]?.keys() ?? [])]
						}
					};
		})
	};
}
