import type { NodeProto } from 'onnx-buf';
import type { Encoder } from './model';
import { floatOf, listOf, textsOf } from './onnx-file';

type Numeric = Extract<Encoder, { type: 'numeric' }>;

/** One number of a graph that is made of one input alone: an encoder, of a one-hot one a single category. */
export type Feature =
	| Numeric
	| Extract<Encoder, { type: 'missing' | 'ordinal' | 'member' }>
	| { readonly type: 'category'; readonly input: string; readonly category: string };

export function plainFeature(input: string): Numeric {
	return { type: 'numeric', input, impute: null, mean: 0, scale: 1 };
}

/** x - by and x / by for every feature; null where one is no plain number. `by` holds one number, or one a feature. */
export function shifted(features: readonly Feature[], by: readonly number[]): Feature[] | null {
	return eachNumeric(features, by, (feature, shift) => ({ ...feature, mean: feature.mean + shift * feature.scale }));
}

export function divided(features: readonly Feature[], by: readonly number[]): Feature[] | null {
	return eachNumeric(features, by, (feature, divisor) => ({ ...feature, scale: feature.scale * divisor }));
}

function eachNumeric(
	features: readonly Feature[],
	by: readonly number[],
	change: (feature: Numeric, by: number) => Numeric
): Feature[] | null {
	if (by.length !== 1 && by.length !== features.length) return null;
	const changed: Feature[] = [];
	for (const [at, feature] of features.entries()) {
		const own = by.length === 1 ? by[0] : by[at];
		if (feature.type !== 'numeric' || own === undefined || !Number.isFinite(own)) return null;
		changed.push(change(feature, own));
	}
	return changed;
}

/** Numbers in place of missing ones. */
export function imputed(features: readonly Feature[], by: readonly number[]): Feature[] | null {
	return eachNumeric(features, by, (feature, value) => ({ ...feature, impute: value * feature.scale + feature.mean }));
}

/** (x - offset) * scale, as scikit-learn's scalers are written. */
export function scaled(node: NodeProto, features: readonly Feature[]): Feature[] | null {
	const moved = shifted(features, listOf(node, 'offset'));
	const scales = listOf(node, 'scale');
	return moved && scales.every((scale) => scale !== 0)
		? divided(
				moved,
				scales.map((scale) => 1 / scale)
			)
		: null;
}

/** The categories of a text column as a number each; unknown ones must be allowed. */
export function categories(node: NodeProto, inputs: readonly string[]): Feature[] | null {
	const [input, ...others] = inputs;
	const known = textsOf(node, 'cats_strings');
	if (input === undefined || others.length > 0 || known.length === 0) return null;
	return known.map((category) => ({ type: 'category', input, category }));
}

/** A text column as the place of its category, NaN for another. */
export function places(node: NodeProto, inputs: readonly string[]): Feature[] | null {
	const [input, ...others] = inputs;
	const known = textsOf(node, 'keys_strings');
	const isInOrder = listOf(node, 'values_floats').every((value, place) => value === place);
	const isNaNElse = Number.isNaN(floatOf(node, 'default_float', 0));
	if (input === undefined || others.length > 0 || known.length === 0 || !isInOrder || !isNaNElse) return null;
	return [{ type: 'ordinal', input, categories: known }];
}

/** Whether the whole part of a number is one of the keys: 1 or 0. */
export function members(node: NodeProto, features: readonly Feature[]): Feature[] | null {
	const [feature, ...others] = features;
	const values = listOf(node, 'keys_floats');
	const isFlag = listOf(node, 'values_floats').every((value) => value === 1) && floatOf(node, 'default_float', 0) === 0;
	const isPlain = feature?.type === 'numeric' && feature.mean === 0 && feature.scale === 1 && feature.impute === null;
	return isPlain && others.length === 0 && isFlag && values.length > 0
		? [{ type: 'member', input: feature.input, values }]
		: null;
}

/** Features as encoders: categories of one input that follow each other are one encoder. */
export function encodersOf(features: readonly Feature[]): Encoder[] {
	const encoders: Encoder[] = [];
	for (const feature of features) {
		if (feature.type !== 'category') {
			encoders.push(feature);
			continue;
		}
		const last = encoders.at(-1);
		if (last?.type === 'onehot' && last.input === feature.input && !last.categories.includes(feature.category))
			last.categories.push(feature.category);
		else encoders.push({ type: 'onehot', input: feature.input, categories: [feature.category] });
	}
	return encoders;
}

export function featureName(feature: Feature): string {
	if (feature.type === 'category') return `${feature.input}=${feature.category}`;
	if (feature.type === 'member') return `${feature.input} in ${feature.values.join(', ')}`;
	return feature.type === 'missing' ? `${feature.input} is missing` : feature.input;
}
