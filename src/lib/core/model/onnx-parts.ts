import type { NodeProto } from 'onnx-buf';
import type { Estimator, Model, ModelInput } from './model';
import {
	categories,
	divided,
	imputed,
	members,
	placeList,
	places,
	plainFeature,
	scaled,
	setsOf,
	shifted,
	type Feature
} from './onnx-features';
import { asOne, biased, estimatorOf, layered, linearOf, relu, type Margins } from './onnx-margins';
import { floatOf, listOf, numbersOf, textOf, textsOf, wholeOf, type OnnxFile } from './onnx-file';
import { treesOf } from './onnx-trees';
import type { WrappedInput } from './onnx-wrap';

/** What a graph gives, read part by part. */
export interface GraphParts {
	readonly features: readonly Feature[];
	readonly estimator: Estimator;
	readonly link: Model['link'];
}

/** What is known of a value of a graph; null for what is not followed any further. */
type Value =
	| { readonly kind: 'features'; readonly features: readonly Feature[] }
	/** Whole parts of numbers, which are only followed into a look-up. */
	| { readonly kind: 'floors'; readonly features: readonly Feature[] }
	| { readonly kind: 'texts'; readonly inputs: readonly string[] }
	/** The place of a text among categories. */
	| { readonly kind: 'places'; readonly input: string; readonly categories: readonly string[] }
	/** Whether numbers are missing, or infinite, or either. */
	| { readonly kind: 'gaps'; readonly of: 'missing' | 'infinite' | 'both'; readonly features: readonly Feature[] }
	| { readonly kind: 'margins'; readonly margins: Margins; readonly isNegated: boolean }
	/** Answers; of `side` yes or no: the share of the second class, or of the first. */
	| { readonly kind: 'answers'; readonly parts: GraphParts; readonly side: 'all' | 'yes' | 'no' }
	| null;

/**
 * Follows the values of a graph from its inputs to one of its outputs: encoders of single columns, then a linear model, a net or trees, then
 * a link. Null where the graph does anything else on the way; what is read must still be tried against the graph.
 */
export function readParts(
	file: OnnxFile,
	wrapped: readonly WrappedInput[],
	inputs: readonly ModelInput[],
	output: string
): GraphParts | null {
	const types = new Map(inputs.map(({ name, type }) => [name, type]));
	const values = new Map<string, Value>();
	for (const { name, columns } of wrapped) {
		const isText = columns.some((column) => types.get(column) === 'text');
		values.set(
			name,
			isText ? { kind: 'texts', inputs: columns } : { kind: 'features', features: columns.map(plainFeature) }
		);
	}
	for (const node of file.graph.node) {
		const from = node.input.map((name) => values.get(name) ?? null);
		if (node.opType.endsWith('Classifier')) values.set(node.output[1] ?? '', classified(node, from[0] ?? null));
		else values.set(node.output[0] ?? '', valueOf(file, node, from));
	}
	const end = values.get(output) ?? null;
	if (end?.kind === 'answers' && end.side !== 'no') return end.parts;
	if (end?.kind !== 'margins' || end.isNegated) return null;
	const estimator = estimatorOf(end.margins);
	return estimator && { features: end.margins.features, estimator, link: 'identity' };
}

function valueOf(file: OnnxFile, node: NodeProto, from: readonly Value[]): Value {
	const [first = null, second = null, third = null] = from;
	const constant = (at: number): number[] | null => {
		const tensor = file.constants.get(node.input[at] ?? '');
		return tensor ? numbersOf(tensor) : null;
	};
	switch (node.opType) {
		case 'Identity':
		case 'Flatten':
		case 'Squeeze':
		case 'Reshape':
			return first;
		case 'Cast':
			if (first?.kind !== 'gaps') return first;
			return first.of === 'missing' ? missingFlags(first.features) : null;
		case 'Concat':
			return joined(from);
		case 'IsNaN':
			return first?.kind === 'features' ? { kind: 'gaps', of: 'missing', features: first.features } : null;
		case 'IsInf':
			return first?.kind === 'features' ? { kind: 'gaps', of: 'infinite', features: first.features } : null;
		case 'Or':
			return eitherGap(first, second);
		case 'Where':
			return filled(first, constant(1), second, third);
		case 'Sub':
			if (second?.kind === 'answers' && second.side !== 'all' && constant(0)?.every((value) => value === 1))
				return { ...second, side: second.side === 'yes' ? 'no' : 'yes' };
			return moved(first, constant(1)?.map((value) => -value) ?? null);
		case 'Add':
			return moved(first ?? second, constant(first ? 1 : 0));
		case 'Div':
			return featuresOf(first, (features) => divided(features, constant(1) ?? []));
		case 'Mul':
			return featuresOf(first ?? second, (features) =>
				divided(
					features,
					(constant(first ? 1 : 0) ?? []).map((value) => 1 / value)
				)
			);
		case 'Scaler':
			return featuresOf(first, (features) => scaled(node, features));
		case 'Imputer':
			if (!Number.isNaN(floatOf(node, 'replaced_value_float', NaN))) return null;
			return featuresOf(first, (features) => imputed(features, listOf(node, 'imputed_value_floats')));
		case 'Gather':
			if (second?.kind === 'places') return withFeatures(setsOf(second.input, second.categories, constant(0) ?? []));
			return picked(first, constant(1), wholeOf(node, 'axis', 0));
		case 'ArrayFeatureExtractor':
			return picked(first, constant(1), 1);
		case 'OneHotEncoder':
			return first?.kind === 'texts' && wholeOf(node, 'zeros', 1) === 1
				? withFeatures(categories(node, first.inputs))
				: null;
		case 'LabelEncoder':
			if (first?.kind === 'texts') return placed(node, first.inputs);
			return first?.kind === 'floors' ? withFeatures(members(node, first.features)) : null;
		case 'Floor':
			return first?.kind === 'features' ? { kind: 'floors', features: first.features } : null;
		case 'MatMul':
		case 'Gemm':
			return withMargins(
				first?.kind === 'features'
					? layered(file, node, first.features)
					: first?.kind === 'margins' && !first.isNegated
						? layered(file, node, first.margins)
						: null
			);
		case 'Relu':
			return withMargins(first?.kind === 'margins' && !first.isNegated ? relu(first.margins) : null);
		case 'Neg':
			return first?.kind === 'margins' ? { ...first, isNegated: !first.isNegated } : null;
		case 'LinearRegressor':
			return first?.kind === 'features' ? posted(linearOf(node, first.features), post(node)) : null;
		case 'TreeEnsembleRegressor':
			return first?.kind === 'features' ? posted(treeMargins(node, first.features), post(node)) : null;
		case 'Sigmoid':
			return first?.kind === 'margins' ? sigmoid(first.margins, first.isNegated) : null;
		case 'Softmax':
			return first?.kind === 'margins' && !first.isNegated ? softmax(first.margins) : null;
		case 'Exp':
			return first?.kind === 'margins' && !first.isNegated ? linked(first.margins, 'exp', 'all') : null;
		case 'Normalizer':
			// shares add up to 1 already
			return first?.kind === 'answers' && textOf(node, 'norm', 'MAX') === 'L1' ? first : null;
		default:
			return null;
	}
}

function withFeatures(features: readonly Feature[] | null): Value {
	return features && { kind: 'features', features };
}

function withMargins(margins: Margins | null): Value {
	return margins && { kind: 'margins', margins, isNegated: false };
}

function placed(node: NodeProto, inputs: readonly string[]): Value {
	const categories = placeList(node, inputs);
	return categories ? { kind: 'places', input: inputs[0] ?? '', categories } : withFeatures(places(node, inputs));
}

function featuresOf(value: Value, change: (features: readonly Feature[]) => Feature[] | null): Value {
	return value?.kind === 'features' ? withFeatures(change(value.features)) : null;
}

function missingFlags(features: readonly Feature[]): Value {
	return { kind: 'features', features: features.map(({ input }) => ({ type: 'missing', input })) };
}

/** Constants added. */
function moved(value: Value, by: readonly number[] | null): Value {
	if (!by) return null;
	if (value?.kind === 'margins') return value.isNegated ? null : withMargins(biased(value.margins, by));
	return featuresOf(value, (features) =>
		shifted(
			features,
			by.map((one) => -one)
		)
	);
}

function eitherGap(one: Value, other: Value): Value {
	if (one?.kind !== 'gaps' || other?.kind !== 'gaps') return null;
	const isBoth = one.of === 'missing' && other.of === 'infinite' && one.features === other.features;
	return isBoth ? { ...one, of: 'both' } : null;
}

/** Where(IsNaN(x), constant, x), infinite ones with it or not, or Where(IsNaN(x), x, member of x). */
function filled(gaps: Value, constant: readonly number[] | null, whenMissing: Value, otherwise: Value): Value {
	if (gaps?.kind !== 'gaps' || gaps.of === 'infinite' || otherwise?.kind !== 'features') return null;
	if (constant && gaps.features !== otherwise.features) return null;
	if (constant) return withFeatures(imputed(otherwise.features, constant));
	const isMember = gaps.of === 'missing' && otherwise.features.every(({ type }) => type === 'member');
	return isMember && whenMissing?.kind === 'features' ? otherwise : null;
}

function picked(value: Value, indices: readonly number[] | null, axis: number): Value {
	if (axis !== 1 || !indices) return null;
	if (value?.kind === 'texts') {
		const inputs = indices.flatMap((at) => value.inputs[at] ?? []);
		return inputs.length === indices.length ? { kind: 'texts', inputs } : null;
	}
	return featuresOf(value, (features) => {
		const found = indices.flatMap((at) => features[at] ?? []);
		return found.length === indices.length ? found : null;
	});
}

function joined(values: readonly Value[]): Value {
	const features = values.flatMap((value) => (value?.kind === 'features' ? [value.features] : []));
	if (features.length === values.length) return { kind: 'features', features: features.flat() };
	const texts = values.flatMap((value) => (value?.kind === 'texts' ? [value.inputs] : []));
	if (texts.length === values.length) return { kind: 'texts', inputs: texts.flat() };
	const [no = null, yes = null, ...others] = values;
	const isPair = no?.kind === 'answers' && no.side === 'no' && yes?.kind === 'answers' && yes.side === 'yes';
	return isPair && others.length === 0 ? { kind: 'answers', parts: yes.parts, side: 'all' } : null;
}

function linked(margins: Margins, link: Model['link'], side: 'all' | 'yes' | 'no'): Value {
	const estimator = estimatorOf(margins);
	return estimator && { kind: 'answers', parts: { features: margins.features, estimator, link }, side };
}

function outputsOf(margins: Margins): number {
	if (margins.type === 'dense') return margins.layers.at(-1)?.outputs ?? 0;
	const { base, trees } = margins.estimator;
	return trees.reduce((most, { output }) => Math.max(most, output + 1), base.length);
}

function sigmoid(margins: Margins, isNegated: boolean): Value {
	return outputsOf(margins) === 1 ? linked(margins, 'logistic', isNegated ? 'no' : 'yes') : null;
}

/** Of two classes one margin is enough. */
function softmax(margins: Margins): Value {
	if (outputsOf(margins) > 2) return linked(margins, 'softmax', 'all');
	const one = asOne(margins, false);
	return one && linked(one, 'logistic', 'all');
}

function post(node: NodeProto): string {
	return textOf(node, 'post_transform', 'NONE');
}

function posted(margins: Margins | null, transform: string): Value {
	if (!margins) return null;
	if (transform === 'NONE') return withMargins(margins);
	if (transform === 'LOGISTIC') return sigmoid(margins, false);
	return transform === 'SOFTMAX' ? softmax(margins) : null;
}

function treeMargins(node: NodeProto, features: readonly Feature[]): Margins | null {
	const estimator = treesOf(node);
	const outputs = estimator ? wholeOf(node, 'n_targets', 1) : 0;
	if (!estimator || estimator.trees.some(({ output }) => output >= outputs)) return null;
	const base = Array.from({ length: outputs }, (_, k) => estimator.base[k] ?? 0);
	return { type: 'trees', features, estimator: { ...estimator, base } };
}

/** The scores of a LinearClassifier or TreeEnsembleClassifier. */
function classified(node: NodeProto, from: Value): Value {
	if (from?.kind !== 'features') return null;
	const classes = Math.max(
		textsOf(node, 'classlabels_strings').length,
		listOf(node, node.opType === 'LinearClassifier' ? 'classlabels_ints' : 'classlabels_int64s').length
	);
	const transform = post(node);
	if (node.opType === 'LinearClassifier') {
		const margins = linearOf(node, from.features);
		if (!margins) return null;
		if (transform === 'SOFTMAX') return outputsOf(margins) === classes ? softmax(margins) : null;
		const one = outputsOf(margins) === 1 ? margins : asOne(margins, true);
		return one && transform === 'LOGISTIC' && classes === 2 ? linked(one, 'logistic', 'all') : null;
	}
	const estimator = node.opType === 'TreeEnsembleClassifier' ? treesOf(node) : null;
	if (!estimator) return null;
	const used = new Set(estimator.trees.map(({ output }) => output));
	if (classes === 2 && used.size === 1 && transform === 'LOGISTIC') {
		const [own = 0] = used;
		const base = [estimator.base.length > 1 ? (estimator.base[own] ?? 0) : (estimator.base[0] ?? 0)];
		const trees = estimator.trees.map((tree) => ({ ...tree, output: 0 }));
		return linked(
			{ type: 'trees', features: from.features, estimator: { type: 'trees', base, trees } },
			'logistic',
			'all'
		);
	}
	const base = Array.from({ length: classes }, (_, k) => estimator.base[k] ?? 0);
	const margins: Margins = { type: 'trees', features: from.features, estimator: { ...estimator, base } };
	if (transform === 'SOFTMAX') return softmax(margins);
	// forests: the leaves hold shares of the classes
	return transform === 'NONE' && used.size === classes ? linked(margins, 'shares', 'all') : null;
}
