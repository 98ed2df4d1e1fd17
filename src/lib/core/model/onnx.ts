import { base64Decode } from '@bufbuild/protobuf/wire';
import type { PortableRecipe } from '../recipe/portable';
import { AppError } from '../errors';
import type {
	Calibration,
	Encoder,
	Estimator,
	LinearEstimator,
	MlpEstimator,
	Model,
	StepCurve,
	Tree,
	TreesEstimator
} from './model';
import { OnnxGraph } from './onnx-graph';
import { addKnn } from './onnx-knn';
import { addPrelude } from './onnx-prelude';
import { outputNames, thresholdKey } from './output-names';
import { membersOf } from '../train/encode';

/**
 * A model as one ONNX graph, its encoders inside (opset 17, ai.onnx.ml 3): raw columns of shape [rows, 1] in under their own
 * names (numbers float32 with NaN for missing, text with "" for missing), label and probabilities or the prediction out.
 * With `prelude` the graph starts from the columns before the recipe. Encoders compute in double and round to float32,
 * as training did.
 */
export function modelToOnnx(model: Model, prelude?: PortableRecipe): Uint8Array {
	if (model.estimator.type === 'graph') {
		if (prelude) throw new AppError('model/unsupported', { reason: 'a graph from elsewhere takes no recipe inside' });
		return base64Decode(model.estimator.onnx);
	}
	const given = prelude ? prelude.inputs : model.inputs;
	const graph = new OnnxGraph([...given.map(({ name }) => name), ...Object.values(outputNames)]);
	for (const { name } of given)
		if (Object.values<string>(outputNames).includes(name))
			throw new AppError('model/unsupported', {
				column: name,
				reason: `an output is called '${name}', so no column may be; rename the column or leave it out`
			});
	const inputs = prelude ? addPrelude(graph, prelude, model) : rawInputs(graph, model);
	const features = model.encoders.map((encoder) => addEncoder(graph, encoder, inputs.get(encoder.input) ?? ''));
	const x = features.length === 1 ? (features[0] ?? '') : graph.apply('Concat', features, { axis: 1n });
	const margins = addEstimator(graph, model.estimator, x);
	if (model.task === 'regression') graph.output(addLink(graph, model, margins), outputNames.prediction, 'float', 1);
	else addClasses(graph, model, margins);
	return graph.encode({
		...{ task: model.task, target: model.target, classes: JSON.stringify(model.classes) },
		...(model.threshold === undefined ? {} : { [thresholdKey]: String(model.threshold) })
	});
}

function rawInputs(graph: OnnxGraph, model: Model): Map<string, string> {
	return new Map(
		model.inputs.map(({ name, type }) => [name, graph.input(name, type === 'number' ? 'float' : 'string')])
	);
}

function addEncoder(graph: OnnxGraph, encoder: Encoder, x: string): string {
	switch (encoder.type) {
		case 'missing':
			return graph.cast(graph.apply('IsNaN', [x]), 'float');
		case 'member': {
			const found = graph.applyMl('LabelEncoder', [graph.apply('Floor', [x])], {
				keys_floats: encoder.values,
				values_floats: encoder.values.map(() => 1),
				default_float: 0
			});
			return graph.apply('Where', [graph.apply('IsNaN', [x]), x, found]);
		}
		case 'numeric': {
			const filled =
				encoder.impute === null
					? x
					: graph.apply('Where', [
							graph.apply('Or', [graph.apply('IsNaN', [x]), graph.apply('IsInf', [x])]),
							graph.constant('float', [encoder.impute], [1]),
							x
						]);
			if (encoder.mean === 0 && encoder.scale === 1) return filled;
			const centred = graph.apply('Sub', [graph.cast(filled, 'double'), graph.constant('double', [encoder.mean], [1])]);
			return graph.cast(graph.apply('Div', [centred, graph.constant('double', [encoder.scale], [1])]), 'float');
		}
		case 'onehot': {
			const flags = graph.applyMl('OneHotEncoder', [x], { cats_strings: encoder.categories, zeros: 1n });
			return graph.apply('Reshape', [flags, graph.constant('int64', [-1, encoder.categories.length], [2])]);
		}
		case 'category-sets': {
			const { categories, sets } = encoder;
			const place = graph.applyMl('LabelEncoder', [x], {
				keys_strings: categories,
				values_int64s: categories.map((_, at) => BigInt(at)),
				default_int64: BigInt(categories.length)
			});
			const members = membersOf(encoder);
			const table = [...categories, null].flatMap((_, at) => members.map((member) => member[at] ?? 0));
			const flags = graph.apply('Gather', [
				graph.constant('float', table, [categories.length + 1, sets.length]),
				place
			]);
			return graph.apply('Reshape', [flags, graph.constant('int64', [-1, sets.length], [2])]);
		}
		case 'ordinal':
			return graph.applyMl('LabelEncoder', [x], {
				keys_strings: encoder.categories,
				values_floats: encoder.categories.map((_, place) => place),
				default_float: NaN
			});
	}
}

function addEstimator(graph: OnnxGraph, estimator: Estimator, x: string): string {
	switch (estimator.type) {
		case 'linear':
			return addLinear(graph, estimator, x);
		case 'mlp':
			return addMlp(graph, estimator, x);
		case 'trees':
			return addTrees(graph, estimator, x);
		case 'knn':
			return addKnn(graph, estimator, x);
	}
}

/** The number a margin stands for. */
function addLink(graph: OnnxGraph, { link }: Model, margin: string): string {
	if (link === 'exp') return graph.apply('Exp', [margin]);
	return link === 'sigmoid' ? graph.apply('Sigmoid', [margin]) : margin;
}

function addLinear(graph: OnnxGraph, { weights, bias }: LinearEstimator, x: string): string {
	const width = weights[0]?.length ?? 0;
	const w = graph.constant('float', weights.flat(), [weights.length, width]);
	return graph.apply('Gemm', [x, w, graph.constant('float', bias, [bias.length])], { transB: 1n });
}

function addMlp(graph: OnnxGraph, { layers }: MlpEstimator, x: string): string {
	let value = x;
	layers.forEach(({ inputs, outputs, weights, bias }, depth) => {
		const w = graph.constant('float', weights, [inputs, outputs]);
		value = graph.apply('Gemm', [value, w, graph.constant('float', bias, [outputs])]);
		if (depth < layers.length - 1) value = graph.apply('Relu', [value]);
	});
	return value;
}

function addTrees(graph: OnnxGraph, { base, trees }: TreesEstimator, x: string): string {
	if (trees.length === 0) {
		const rows = graph.apply('Gather', [graph.apply('Shape', [x]), graph.constant('int64', [0], [1])]);
		const shape = graph.apply('Concat', [rows, graph.constant('int64', [base.length], [1])], { axis: 0n });
		return graph.apply('Expand', [graph.constant('float', base, [1, base.length]), shape]);
	}
	const at = trees.flatMap((tree, place) => tree.feature.map((feature, node) => ({ tree, place, feature, node })));
	const leaves = at.filter(({ feature }) => feature < 0);
	const ints = (read: (entry: (typeof at)[number]) => number) => at.map((entry) => BigInt(read(entry)));
	const inner = (list: (entry: (typeof at)[number]) => number | undefined) =>
		ints((entry) => (entry.feature < 0 ? 0 : (list(entry) ?? 0)));
	return graph.applyMl('TreeEnsembleRegressor', [x], {
		n_targets: BigInt(base.length),
		base_values: base,
		aggregate_function: 'SUM',
		post_transform: 'NONE',
		nodes_treeids: ints(({ place }) => place),
		nodes_nodeids: ints(({ node }) => node),
		nodes_featureids: inner(({ feature }) => feature),
		nodes_modes: at.map(({ feature }) => (feature < 0 ? 'LEAF' : 'BRANCH_LEQ')),
		nodes_hitrates: at.map(({ tree, node }) => tree.cover[node] ?? 0),
		nodes_values: at.map(({ tree, node, feature }) => (feature < 0 ? 0 : (tree.threshold[node] ?? 0))),
		nodes_truenodeids: inner(({ tree, node }) => tree.left[node]),
		nodes_falsenodeids: inner(({ tree, node }) => tree.right[node]),
		nodes_missing_value_tracks_true: inner(({ tree, node }) => tree.missingLeft[node]),
		target_treeids: leaves.map(({ place }) => BigInt(place)),
		target_nodeids: leaves.map(({ node }) => BigInt(node)),
		target_ids: leaves.map(({ tree }) => BigInt(tree.output)),
		target_weights: leaves.map(({ tree, node }) => tree.value[node] ?? 0)
	});
}

/** Steps as trees of one feature: of two classes over the margin, of more over each share, brought to a sum of 1. */
function addCalibration(graph: OnnxGraph, { curves }: Calibration, margins: string, shares: string): string {
	const [curve] = curves;
	if (curve && curves.length === 1) {
		const yes = addTrees(graph, { type: 'trees', base: [0], trees: [stepTree(curve, 0, 0)] }, margins);
		const no = graph.apply('Sub', [graph.constant('float', [1], [1]), yes]);
		return graph.apply('Concat', [no, yes], { axis: 1n });
	}
	const trees = curves.map((one, place) => stepTree(one, place, place));
	const raised = addTrees(graph, { type: 'trees', base: curves.map(() => 0), trees }, shares);
	const sum = graph.apply('ReduceSum', [raised, graph.constant('int64', [1], [1])], { keepdims: 1n });
	return graph.apply('Div', [raised, sum]);
}

/** A curve of steps as a balanced tree over one feature. */
function stepTree({ edges, values }: StepCurve, feature: number, output: number): Tree {
	const tree: Tree = { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], output };
	const grow = (from: number, to: number): number => {
		const node = tree.feature.length;
		for (const list of [tree.threshold, tree.left, tree.right, tree.missingLeft, tree.value, tree.cover]) list.push(0);
		tree.feature.push(from === to ? -1 : feature);
		tree.value[node] = values[from] ?? 0;
		if (from === to) return node;
		const middle = (from + to) >> 1;
		tree.threshold[node] = edges[middle] ?? 0;
		tree.left[node] = grow(from, middle);
		tree.right[node] = grow(middle + 1, to);
		return node;
	};
	grow(0, values.length - 1);
	return tree;
}

/** 1 where the second class is at least so probable, compared in double: the threshold is one, and 0.32 as a float32 is less. */
function addThreshold(graph: OnnxGraph, threshold: number, shares: string): string {
	const second = graph.apply('Gather', [shares, graph.constant('int64', [1], [1])], { axis: 1n });
	const least = graph.constant('double', [threshold], [1]);
	return graph.cast(graph.apply('GreaterOrEqual', [graph.cast(second, 'double'), least]), 'int64');
}

function addClasses(graph: OnnxGraph, model: Model, margins: string): void {
	let shares: string;
	if (model.link === 'shares') shares = margins;
	else if (model.link === 'softmax') shares = graph.apply('Softmax', [margins], { axis: 1n });
	else {
		const no = graph.apply('Sigmoid', [graph.apply('Neg', [margins])]);
		shares = graph.apply('Concat', [no, graph.apply('Sigmoid', [margins])], { axis: 1n });
	}
	if (model.calibration) shares = addCalibration(graph, model.calibration, margins, shares);
	const called =
		model.threshold === undefined
			? graph.apply('ArgMax', [shares], { axis: 1n, keepdims: 1n })
			: addThreshold(graph, model.threshold, shares);
	const label = graph.applyMl('LabelEncoder', [called], {
		keys_int64s: model.classes.map((_, place) => BigInt(place)),
		values_strings: model.classes
	});
	graph.output(label, outputNames.label, 'string', 1);
	graph.output(shares, outputNames.probabilities, 'float', model.classes.length);
}
