import type { NodeProto } from 'onnx-buf';
import type { Encoder } from './model';
import { floatOf, listOf, textsOf, wholeOf } from './onnx-file';

type Numeric = Extract<Encoder, { type: 'numeric' }>;

/** One number of a graph that is made of one input alone: an encoder, of a one-hot one a single category. */
export type Feature =
	| Numeric
	| Extract<Encoder, { type: 'missing' | 'ordinal' | 'member' }>
	| { readonly type: 'category'; readonly input: string; readonly category: string }
	| {
			readonly type: 'set';
			readonly input: string;
			readonly categories: readonly string[];
			readonly set: readonly number[];
	  };

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

/** A text column as the place of its category among whole numbers, that of another after the last. */
export function placeList(node: NodeProto, inputs: readonly string[]): readonly string[] | null {
	const known = textsOf(node, 'keys_strings');
	const isInOrder = listOf(node, 'values_int64s').every((value, place) => value === place);
	const isRestLast = wholeOf(node, 'default_int64', -1) === known.length;
	return inputs.length === 1 && known.length > 0 && isInOrder && isRestLast ? known : null;
}

/** Rows of a table of 0 and 1, one a category and one for the rest, which are in no set: each column is a set. */
export function setsOf(input: string, categories: readonly string[], table: readonly number[]): Feature[] | null {
	const width = table.length / (categories.length + 1);
	const isFlags = table.every((flag) => flag === 0 || flag === 1) && table.slice(-width).every((flag) => flag === 0);
	if (!Number.isInteger(width) || width < 1 || !isFlags) return null;
	return Array.from({ length: width }, (_, set) => ({
		type: 'set' as const,
		...{ input, categories },
		set: categories.flatMap((_category, at) => (table[at * width + set] === 1 ? [at] : []))
	}));
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
		if (feature.type === 'set') {
			const { input, categories, set } = feature;
			const last = encoders.at(-1);
			if (
				last?.type === 'category-sets' &&
				last.input === input &&
				last.categories.every((one, at) => one === categories[at])
			)
				last.sets.push([...set]);
			else encoders.push({ type: 'category-sets', input, categories: [...categories], sets: [[...set]] });
			continue;
		}
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
	if (feature.type === 'set')
		return `${feature.input} in ${feature.set.map((at) => feature.categories[at] ?? '').join(', ')}`;
	if (feature.type === 'member') return `${feature.input} in ${feature.values.join(', ')}`;
	return feature.type === 'missing' ? `${feature.input} is missing` : feature.input;
}
