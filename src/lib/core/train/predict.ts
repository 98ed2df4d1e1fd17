import { AppError } from '../errors';
import type { Estimator, MlpEstimator, Model, Tree } from '../model/model';
import { rowsBetween, type Columns } from '../table/columns';
import { applyCalibration } from './calibration';
import { encodeFeatures } from './encode';
import { treeMargins } from './flat-trees';
import { knnMargins } from './knn-margins';

/** Features of every row, row-major rows x features, float32. */
export function encodeRows(model: Model, columns: Columns): Float32Array {
	const width = model.features.length;
	const x = new Float32Array(columns.rows * width);
	encodeFeatures(model.inputs, model.encoders, columns, null, x, { rowStride: width, columnStride: 1 });
	return x;
}

/** How many margins a model has: 1 for a number and for two classes, else one a class. */
export function marginCount(model: Model): number {
	return model.link === 'softmax' || model.link === 'shares' ? model.classes.length : 1;
}

/** Margins of encoded rows (row-major rows x width), row-major rows x outputs. Trees and nets sum in float32, as ONNX does. */
export function margins(estimator: Estimator, x: Float32Array, width: number, outputs: number): Float64Array {
	if (estimator.type === 'trees') return treeMargins(estimator, x, width, outputs);
	if (estimator.type === 'knn') return knnMargins(estimator, x, width);
	const rows = width === 0 ? 0 : x.length / width;
	if (estimator.type === 'mlp') return mlpMargins(estimator, x, rows, outputs);
	const answer = new Float64Array(rows * outputs);
	for (let row = 0; row < rows; row++) {
		for (let k = 0; k < outputs; k++) {
			const weights = estimator.weights[k] ?? [];
			let sum = estimator.bias[k] ?? 0;
			for (let j = 0; j < width; j++) sum += (weights[j] ?? 0) * (x[row * width + j] ?? 0);
			answer[row * outputs + k] = sum;
		}
	}
	return answer;
}

/** The leaf that the features starting at `from` end in. */
export function leafOf(tree: Tree, x: Float32Array, from: number): number {
	let node = 0;
	let feature = tree.feature[0] ?? -1;
	while (feature >= 0) {
		const value = x[from + feature] ?? NaN;
		const left = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= Math.fround(tree.threshold[node] ?? 0);
		node = (left ? tree.left[node] : tree.right[node]) ?? 0;
		feature = tree.feature[node] ?? -1;
	}
	return node;
}

function mlpMargins({ layers }: MlpEstimator, x: Float32Array, rows: number, outputs: number): Float64Array {
	let values = x;
	layers.forEach(({ inputs, outputs: width, weights, bias }, depth) => {
		const next = new Float32Array(rows * width);
		const sums = new Float64Array(width);
		for (let row = 0; row < rows; row++) {
			sums.fill(0);
			for (let j = 0; j < inputs; j++) {
				const x = values[row * inputs + j] ?? 0;
				if (x === 0) continue;
				for (let k = 0; k < width; k++) sums[k] = (sums[k] ?? 0) + x * (weights[j * width + k] ?? 0);
			}
			for (let k = 0; k < width; k++) {
				const sum = (sums[k] ?? 0) + (bias[k] ?? 0);
				next[row * width + k] = depth < layers.length - 1 ? Math.max(sum, 0) : sum;
			}
		}
		values = next;
	});
	return Float64Array.from(values.subarray(0, rows * outputs));
}

/** Turns margins into answers: probabilities, row-major rows x classes, or the numbers themselves. */
function applyLink(link: Model['link'], values: Float64Array, classes: number): Float64Array {
	if (link === 'identity' || link === 'shares') return values;
	if (link === 'exp') return values.map(Math.exp);
	if (link === 'sigmoid') return values.map((z) => 1 / (1 + Math.exp(-z)));
	const rows = link === 'logistic' ? values.length : values.length / classes;
	const answer = new Float64Array(rows * classes);
	for (let row = 0; row < rows; row++) {
		if (link === 'logistic') {
			const z = values[row] ?? 0;
			const e = Math.exp(-Math.abs(z));
			const p = z >= 0 ? 1 / (1 + e) : e / (1 + e);
			answer[row * 2] = z >= 0 ? e / (1 + e) : 1 / (1 + e);
			answer[row * 2 + 1] = p;
			continue;
		}
		let top = -Infinity;
		for (let k = 0; k < classes; k++) top = Math.max(top, values[row * classes + k] ?? 0);
		let sum = 0;
		for (let k = 0; k < classes; k++) sum += Math.exp((values[row * classes + k] ?? 0) - top);
		for (let k = 0; k < classes; k++)
			answer[row * classes + k] = Math.exp((values[row * classes + k] ?? 0) - top) / sum;
	}
	return answer;
}

/** A model's answers for margins (row-major rows x outputs): probabilities, row-major rows x classes, or the numbers. */
export function answersOf({ link, classes, calibration }: Model, values: Float64Array): Float64Array {
	const answers = applyLink(link, values, classes.length);
	return calibration ? applyCalibration(calibration, values, answers, classes.length) : answers;
}

/** Encoded features at a time where raw rows are predicted: 32 MB of them. */
const blockFeatures = 2 ** 23;
/** Distances at a time where neighbours answer: about a tenth of a second. */
const blockDistances = 2 ** 22;

/**
 * A model's answers for raw rows, in plain TypeScript: probabilities (row-major rows x classes) or numbers. Rows are encoded block by
 * block, so memory does not grow with rows x features. model/unsupported for a graph: askModel asks any model.
 */
export function predictRows(model: Model, columns: Columns): Float64Array {
	const blocks = predictBlocks(model, columns);
	for (;;) {
		const block = blocks.next();
		if (block.done === true) return block.value;
	}
}

/** What predictRows gives, with a turn for others between two blocks: `pause` is told how many rows are done. */
export async function predictInTurns(
	model: Model,
	columns: Columns,
	pause: (done: number) => Promise<void>
): Promise<Float64Array> {
	const blocks = predictBlocks(model, columns);
	for (;;) {
		const block = blocks.next();
		if (block.done === true) return block.value;
		await pause(block.value);
	}
}

/** Gives the rows that are done before each further block, and at last the answers. */
function* predictBlocks(model: Model, columns: Columns): Generator<number, Float64Array> {
	const { estimator } = model;
	if (estimator.type === 'graph') throw new AppError('model/unsupported', { reason: 'a graph is asked, not computed' });
	const width = model.features.length;
	const outputs = marginCount(model);
	const values = new Float64Array(columns.rows * outputs);
	const most = estimator.type === 'knn' ? blockDistances / estimator.labels.length : blockFeatures / Math.max(width, 1);
	const step = Math.max(1, Math.floor(most));
	for (let from = 0; from < columns.rows; from += step) {
		if (from > 0) yield from;
		const x = encodeRows(model, rowsBetween(columns, from, Math.min(columns.rows, from + step)));
		values.set(margins(estimator, x, width, outputs), from * outputs);
	}
	return answersOf(model, values);
}
