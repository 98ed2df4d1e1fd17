import type { NodeProto } from 'onnx-buf';
import type { Estimator, MlpEstimator } from './model';
import type { Feature } from './onnx-features';
import { dimsOf, floatOf, listOf, numbersOf, wholeOf, type OnnxFile } from './onnx-file';

type Layer = MlpEstimator['layers'][number];

/** Sums over features: dense layers under way, or trees. */
export type Margins = { readonly features: readonly Feature[] } & (
	| { readonly type: 'dense'; readonly layers: readonly Layer[]; readonly isRelu: boolean }
	| { readonly type: 'trees'; readonly estimator: Extract<Estimator, { type: 'trees' }> }
);

/** MatMul or Gemm by constant weights: a first layer over features, or one more behind a relu. */
export function layered(file: OnnxFile, node: NodeProto, from: readonly Feature[] | Margins): Margins | null {
	const tensor = file.constants.get(node.input[1] ?? '');
	const bias = file.constants.get(node.input[2] ?? '');
	if (!tensor || (node.opType === 'Gemm' && !isPlainGemm(node)) || (node.input.length > 2 && !bias)) return null;
	const isTurned = node.opType === 'Gemm' && wholeOf(node, 'transB', 0) === 1;
	const [rows = 0, columns = 0] = dimsOf(tensor);
	const numbers = numbersOf(tensor);
	const [inputs, outputs] = isTurned ? [columns, rows] : [rows, columns];
	if (numbers.length !== inputs * outputs) return null;
	const weights = isTurned
		? Array.from(
				{ length: inputs * outputs },
				(_, at) => numbers[(at % outputs) * inputs + Math.floor(at / outputs)] ?? 0
			)
		: numbers;
	const added = bias ? spread(numbersOf(bias), outputs) : new Array<number>(outputs).fill(0);
	return added && withLayer(from, { inputs, outputs, weights, bias: added });
}

function isPlainGemm(node: NodeProto): boolean {
	return floatOf(node, 'alpha', 1) === 1 && floatOf(node, 'beta', 1) === 1 && wholeOf(node, 'transA', 0) === 0;
}

function spread(values: readonly number[], count: number): number[] | null {
	if (values.length === count) return [...values];
	return values.length === 1 ? new Array<number>(count).fill(values[0] ?? 0) : null;
}

function withLayer(from: readonly Feature[] | Margins, layer: Layer): Margins | null {
	if (!('type' in from))
		return from.length === layer.inputs ? { type: 'dense', features: from, layers: [layer], isRelu: false } : null;
	if (from.type !== 'dense' || !from.isRelu || from.layers.at(-1)?.outputs !== layer.inputs) return null;
	return { ...from, layers: [...from.layers, layer], isRelu: false };
}

/** Constants added to margins. */
export function biased(margins: Margins, by: readonly number[]): Margins | null {
	const last = margins.type === 'dense' ? margins.layers.at(-1) : undefined;
	const added = last && spread(by, last.outputs);
	if (margins.type !== 'dense' || margins.isRelu || !last || !added) return null;
	const bias = last.bias.map((value, k) => value + (added[k] ?? 0));
	return { ...margins, layers: [...margins.layers.slice(0, -1), { ...last, bias }] };
}

export function relu(margins: Margins): Margins | null {
	return margins.type === 'dense' && !margins.isRelu ? { ...margins, isRelu: true } : null;
}

/** A LinearRegressor or LinearClassifier: a row of coefficients for each output. */
export function linearOf(node: NodeProto, features: readonly Feature[]): Margins | null {
	const coefficients = listOf(node, 'coefficients');
	const outputs = coefficients.length / features.length;
	if (!Number.isInteger(outputs) || outputs < 1) return null;
	const given = listOf(node, 'intercepts');
	const bias = given.length === 0 ? new Array<number>(outputs).fill(0) : spread(given, outputs);
	const weights = Array.from(
		{ length: coefficients.length },
		(_, at) => coefficients[(at % outputs) * features.length + Math.floor(at / outputs)] ?? 0
	);
	return bias && withLayer(features, { inputs: features.length, outputs, weights, bias });
}

/** Margins as what the model holds; null while a relu is open, which no estimator ends in. */
export function estimatorOf(margins: Margins): Estimator | null {
	if (margins.type === 'trees') return margins.estimator;
	const [first, ...more] = margins.layers;
	if (margins.isRelu || !first) return null;
	if (more.length > 0) return { type: 'mlp', layers: [first, ...more] };
	const weights = Array.from({ length: first.outputs }, (_, k) =>
		Array.from({ length: first.inputs }, (_row, j) => first.weights[j * first.outputs + k] ?? 0)
	);
	return { type: 'linear', weights, bias: first.bias };
}

/** Two opposite or competing margins as the one of the second class: z1 where z0 is -z1, or z1 - z0. */
export function asOne(margins: Margins, areOpposite: boolean): Margins | null {
	const last = margins.type === 'dense' ? margins.layers.at(-1) : undefined;
	if (margins.type !== 'dense' || margins.isRelu || last?.outputs !== 2) return null;
	const pairs = Array.from({ length: last.inputs }, (_, j) => [last.weights[2 * j] ?? 0, last.weights[2 * j + 1] ?? 0]);
	const all = [...pairs, [last.bias[0] ?? 0, last.bias[1] ?? 0]];
	if (areOpposite && !all.every(([no = 0, yes = 0]) => no === -yes)) return null;
	const ones = all.map(([no = 0, yes = 0]) => (areOpposite ? yes : yes - no));
	const layer = { inputs: last.inputs, outputs: 1, weights: ones.slice(0, -1), bias: ones.slice(-1) };
	return { ...margins, layers: [...margins.layers.slice(0, -1), layer] };
}
