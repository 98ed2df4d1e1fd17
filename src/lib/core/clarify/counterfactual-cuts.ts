import type { Model, Tree, TreesEstimator } from '../model/model';
import { encodeFeatures, encoderWidth } from '../train/encode';
import {
	distanceAlong,
	gridValue,
	isSame,
	nearestPlace,
	tableOf,
	type NumberAxis,
	type RowAxis,
	type Value
} from './counterfactual-space';
import type { Problem } from './counterfactual-problem';

/**
 * What one input of a tree model may become, one value for every way its splits can fall: of an interval between two
 * thresholds the value nearest to the row's. The row's own value is among them.
 */
export interface Choices {
	readonly values: readonly Value[];
	/** Distance and penalty of each; 0 for the row's own. */
	readonly costs: Float64Array;
	/** Where the row's own value stands. */
	readonly own: number;
	/** By split of this input: whether each value goes left, and the last of the run of values that go the same way. */
	readonly splits: readonly Split[];
}

export interface Split {
	readonly left: Uint8Array;
	readonly runEnd: Int32Array;
}

/** A tree whose nodes name the input and the place of the split among that input's. */
export interface CutTree {
	readonly input: Int32Array;
	readonly split: Int32Array;
	readonly left: Int32Array;
	readonly right: Int32Array;
	readonly value: Float64Array;
	readonly output: number;
}

export interface Cuts {
	readonly choices: readonly Choices[];
	readonly trees: readonly CutTree[];
	readonly base: readonly number[];
}

interface RawSplit {
	readonly feature: number;
	readonly threshold: number;
	readonly missingLeft: boolean;
}

export function cutsOf(problem: Problem, estimator: TreesEstimator): Cuts {
	const { model, axes } = problem;
	const splits: RawSplit[][] = axes.map(() => []);
	const places = new Map<string, number>();
	const placeOf = (tree: Tree, node: number): number => {
		const raw: RawSplit = {
			feature: tree.feature[node] ?? 0,
			threshold: Math.fround(tree.threshold[node] ?? 0),
			missingLeft: tree.missingLeft[node] === 1
		};
		const key = `${raw.feature} ${raw.threshold} ${raw.missingLeft}`;
		const known = places.get(key);
		if (known !== undefined) return known;
		const own = splits[model.featureInputs[raw.feature] ?? 0] ?? [];
		places.set(key, own.length);
		return own.push(raw) - 1;
	};
	const trees = estimator.trees.map((tree): CutTree => {
		const isLeaf = (node: number) => (tree.feature[node] ?? -1) < 0;
		const nodes = tree.feature.map((_, node) => node);
		return {
			input: Int32Array.from(nodes, (node) =>
				isLeaf(node) ? -1 : (model.featureInputs[tree.feature[node] ?? 0] ?? 0)
			),
			split: Int32Array.from(nodes, (node) => (isLeaf(node) ? -1 : placeOf(tree, node))),
			left: Int32Array.from(tree.left),
			right: Int32Array.from(tree.right),
			value: Float64Array.from(tree.value, Math.fround),
			output: tree.output
		};
	});
	const choices = axes.map((axis, at) => choicesOf(problem, axis, at, splits[at] ?? []));
	return { choices, trees, base: estimator.base };
}

/** Whether each value goes left at each split, by the model's own encoding: values x splits. */
function decide(
	model: Model,
	axis: RowAxis,
	at: number,
	values: readonly Value[],
	splits: readonly RawSplit[]
): Uint8Array {
	const encoders = model.encoders.filter(({ input }) => input === axis.name);
	const width = encoders.reduce((sum, encoder) => sum + encoderWidth(encoder), 0);
	const x = new Float32Array(values.length * width);
	const inputs = model.inputs.filter((_, place) => place === at);
	const table = tableOf(
		[axis],
		values.map((value) => [value])
	);
	encodeFeatures(inputs, encoders, table, null, x, { rowStride: width, columnStride: 1 });
	const features = model.featureInputs.flatMap((input, feature) => (input === at ? [feature] : []));
	const column = splits.map(({ feature }) => features.indexOf(feature));
	const decided = new Uint8Array(values.length * splits.length);
	for (let row = 0; row < values.length; row++)
		splits.forEach(({ threshold, missingLeft }, place) => {
			const value = x[row * width + (column[place] ?? 0)] ?? NaN;
			decided[row * splits.length + place] = (Number.isNaN(value) ? missingLeft : value <= threshold) ? 1 : 0;
		});
	return decided;
}

function choicesOf(problem: Problem, axis: RowAxis, at: number, splits: readonly RawSplit[]): Choices {
	const { model, changePenalty } = problem;
	const tried = axis.isFree ? triedValues(model, axis, splits) : [axis.original];
	const decided = decide(model, axis, at, tried, splits);
	const fallAlike = (a: number, b: number): boolean => {
		for (let place = 0; place < splits.length; place++)
			if (decided[a * splits.length + place] !== decided[b * splits.length + place]) return false;
		return true;
	};
	const isBetter = (row: number, than: number): boolean => {
		const [a, b] = [tried[row] ?? NaN, tried[than] ?? NaN];
		if (isSame(b, axis.original)) return false;
		return isSame(a, axis.original) || preference(axis, a) < preference(axis, b);
	};
	// numbers stand in order, so what falls alike stands together; a missing value of the row's own is the last
	const kept: number[] = [];
	for (let row = 0; row < tried.length; row++) {
		const near = axis.type === 'number' && !Number.isNaN(tried[row]) ? kept.slice(-1) : kept;
		const known = near.find((other) => fallAlike(row, other));
		if (known === undefined) kept.push(row);
		else if (isBetter(row, known)) kept[kept.indexOf(known)] = row;
	}
	const values = kept.map((row) => tried[row] ?? NaN);
	const own = values.findIndex((value) => isSame(value, axis.original));
	return {
		values,
		costs: Float64Array.from(values, (value, place) =>
			place === own ? 0 : distanceAlong(axis, value) + changePenalty
		),
		own,
		splits: splits.map((_, place) => {
			const left = Uint8Array.from(kept, (row) => decided[row * splits.length + place] ?? 0);
			const runEnd = new Int32Array(left.length);
			for (let k = left.length - 1; k >= 0; k--) runEnd[k] = left[k] === left[k + 1] ? (runEnd[k + 1] ?? k) : k;
			return { left, runEnd };
		})
	};
}

/** Which of two values that fall alike is taken: the nearer one; where the row's is missing, the one nearer to the median. */
function preference(axis: RowAxis, value: Value): number {
	if (axis.type === 'number' && typeof value === 'number' && !Number.isFinite(axis.original))
		return Math.abs(value - axis.middle);
	return distanceAlong(axis, value);
}

/** Values that bracket every threshold, and the row's own; numbers rising, missing last. */
function triedValues(model: Model, axis: RowAxis, splits: readonly RawSplit[]): Value[] {
	if (axis.type === 'text') return [axis.original, ...axis.categories];
	const middle = Number.isFinite(axis.original) ? axis.original : gridValue(axis, nearestPlace(axis, axis.middle));
	const places = new Set([axis.first, axis.last, ...bracket(axis, middle)]);
	for (const { threshold } of splits)
		for (const place of bracket(axis, rawValue(model, axis, threshold))) places.add(place);
	return withOwn(
		axis,
		[...places].sort((a, b) => a - b).map((place) => gridValue(axis, place))
	);
}

/** Places on the grid that lie on both sides of a value, rounding to float32 allowed for. */
function bracket(axis: NumberAxis, value: number): number[] {
	const at = Math.floor(value / axis.step);
	return [at - 1, at, at + 1, at + 2].filter((place) => place >= axis.first && place <= axis.last);
}

/** The number that a threshold on the encoded feature stands for. */
function rawValue(model: Model, axis: NumberAxis, threshold: number): number {
	const numeric = model.encoders.find((encoder) => encoder.type === 'numeric' && encoder.input === axis.name);
	return numeric?.type === 'numeric' ? threshold * numeric.scale + numeric.mean : NaN;
}

/** Places on the grid of a column on both sides of every threshold of the trees. */
export function cutPlaces(model: Model, { trees }: TreesEstimator, axis: NumberAxis): number[] {
	const input = model.inputs.findIndex(({ name }) => name === axis.name);
	const thresholds = new Set(
		trees.flatMap((tree) =>
			tree.feature.flatMap((feature, node) =>
				feature >= 0 && model.featureInputs[feature] === input ? [Math.fround(tree.threshold[node] ?? 0)] : []
			)
		)
	);
	return [...new Set([...thresholds].flatMap((threshold) => bracket(axis, rawValue(model, axis, threshold))))];
}

function withOwn({ original }: NumberAxis, rising: number[]): number[] {
	if (rising.includes(original)) return rising;
	const at = rising.findIndex((value) => value > original);
	return at < 0 ? [...rising, original] : rising.toSpliced(at, 0, original);
}
