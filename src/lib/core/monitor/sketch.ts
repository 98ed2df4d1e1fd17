import * as v from 'valibot';
import { AppError } from '../errors';
import type { Cell, Vector } from '../table/columns';

/**
 * A column summed up in counts, so that summaries of parts add up to the summary of the whole. Bins and listed values are those of
 * the baseline: text the training data did not have is counted, never named. Mean, spread, least and largest are of the numbers
 * themselves: the least and largest are cells of single rows, and of one row all of them tell its very number.
 */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const ascending = (list: readonly number[]) => list.every((edge, at) => at === 0 || (list[at - 1] ?? edge) < edge);

export const NumericSketchSchema = v.pipe(
	v.strictObject({
		type: v.literal('numeric'),
		/** Ascending inner edges; bin i holds (edges[i-1], edges[i]], the outer two bins are open. */
		edges: v.pipe(
			v.array(v.pipe(v.number(), v.finite())),
			v.maxLength(1000),
			v.check((list) => ascending(list))
		),
		/** The edges that bound the decile bins of psi and its like: some of `edges`. */
		cuts: v.pipe(
			v.array(v.pipe(v.number(), v.finite())),
			v.maxLength(1000),
			v.check((list) => ascending(list))
		),
		counts: v.array(count),
		missing: count,
		/** Of the values counted: mean, sum of squared distances from it, least and largest. */
		mean: v.pipe(v.number(), v.finite()),
		m2: v.pipe(v.number(), v.finite(), v.minValue(0)),
		min: v.nullable(v.pipe(v.number(), v.finite())),
		max: v.nullable(v.pipe(v.number(), v.finite()))
	}),
	v.check((sketch) => sketch.counts.length === sketch.edges.length + 1),
	v.check((sketch) => sketch.cuts.every((cut) => sketch.edges.includes(cut)))
);
export type NumericSketch = v.InferOutput<typeof NumericSketchSchema>;

export const TextSketchSchema = v.pipe(
	v.strictObject({
		type: v.literal('text'),
		/** The baseline's commonest values; `counts` beside them. */
		values: v.pipe(v.array(v.pipe(v.string(), v.maxLength(1000))), v.maxLength(1000)),
		counts: v.array(count),
		/** Values not listed: rare in the baseline, or new. */
		other: count,
		missing: count
	}),
	v.check((sketch) => sketch.counts.length === sketch.values.length),
	v.check((sketch) => new Set(sketch.values).size === sketch.values.length)
);
export type TextSketch = v.InferOutput<typeof TextSketchSchema>;

export const SketchSchema = v.union([NumericSketchSchema, TextSketchSchema]);
export type Sketch = v.InferOutput<typeof SketchSchema>;

/** How many values a sketch has counted, missing ones apart. */
export function presentCount(sketch: Sketch): number {
	const counted = sketch.counts.reduce((sum, n) => sum + n, 0);
	return sketch.type === 'text' ? counted + sketch.other : counted;
}

/** An empty sketch with the bins of `baseline`, to count into. */
export function emptyLike(baseline: Sketch): Sketch {
	const counts = baseline.counts.map(() => 0);
	return baseline.type === 'text'
		? { type: 'text', values: baseline.values, counts, other: 0, missing: 0 }
		: { ...baseline, counts, missing: 0, mean: 0, m2: 0, min: null, max: null };
}

/** The bin of `value` among ascending inner edges: the number of edges below it. */
export function binOf(edges: readonly number[] | Float64Array, value: number): number {
	let low = 0;
	let high = edges.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((edges[middle] ?? Infinity) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}

/**
 * `sketch` with more cells counted in. Text in a numeric column is read as a number if it is one; whatever has no finite
 * number counts as missing there. A number in a text column counts as its text.
 */
export function foldCells(sketch: Sketch, cells: Iterable<Cell>): Sketch {
	return sketch.type === 'text' ? foldText(sketch, cells) : foldNumbers(sketch, cells);
}

function foldText(sketch: TextSketch, cells: Iterable<Cell>): TextSketch {
	const places = new Map(sketch.values.map((value, place) => [value, place]));
	const counts = [...sketch.counts];
	let { other, missing } = sketch;
	for (const cell of cells) {
		if (cell === null) {
			missing += 1;
			continue;
		}
		const place = places.get(String(cell));
		if (place === undefined) other += 1;
		else counts[place] = (counts[place] ?? 0) + 1;
	}
	return { ...sketch, counts, other, missing };
}

function foldNumbers(sketch: NumericSketch, cells: Iterable<Cell>): NumericSketch {
	const counts = [...sketch.counts];
	let { missing, mean, m2, min, max } = sketch;
	let n = presentCount(sketch);
	for (const cell of cells) {
		const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell;
		if (typeof value !== 'number' || !Number.isFinite(value)) {
			missing += 1;
			continue;
		}
		const bin = binOf(sketch.edges, value);
		counts[bin] = (counts[bin] ?? 0) + 1;
		n += 1;
		const step = value - mean;
		mean += step / n;
		m2 += step * (value - mean);
		min = min === null || value < min ? value : min;
		max = max === null || value > max ? value : max;
	}
	return { ...sketch, counts, missing, mean, m2, min, max };
}

/** The cells of a vector in order, for foldCells. */
export function* cellsOf(vector: Vector): Generator<Cell> {
	if (vector.kind === 'number') {
		for (let row = 0; row < vector.values.length; row++)
			yield vector.missing?.[row] === 1 ? null : (vector.values[row] ?? null);
		return;
	}
	for (const code of vector.codes) yield code < 0 ? null : (vector.dictionary[code] ?? null);
}

/**
 * The sketch of the rows of both: counts add, moments join by Chan, Golub and LeVeque's formula. Refuses with
 * monitor/edges-differ when the two were not counted into the same bins.
 */
export function mergeSketches(a: Sketch, b: Sketch): Sketch {
	if (a.type === 'text' && b.type === 'text' && sameList(a.values, b.values))
		return { ...a, counts: sum(a.counts, b.counts), other: a.other + b.other, missing: a.missing + b.missing };
	if (a.type === 'numeric' && b.type === 'numeric' && sameList(a.edges, b.edges) && sameList(a.cuts, b.cuts)) {
		const na = presentCount(a);
		const nb = presentCount(b);
		const n = na + nb;
		const apart = b.mean - a.mean;
		return {
			...a,
			counts: sum(a.counts, b.counts),
			missing: a.missing + b.missing,
			mean: n === 0 ? 0 : a.mean + (apart * nb) / n,
			m2: n === 0 ? 0 : a.m2 + b.m2 + (apart * apart * na * nb) / n,
			min: a.min === null ? b.min : b.min === null ? a.min : Math.min(a.min, b.min),
			max: a.max === null ? b.max : b.max === null ? a.max : Math.max(a.max, b.max)
		};
	}
	throw new AppError('monitor/edges-differ', { types: `${a.type}, ${b.type}` });
}

function sum(a: readonly number[], b: readonly number[]): number[] {
	return a.map((n, at) => n + (b[at] ?? 0));
}

function sameList(a: readonly (number | string)[], b: readonly (number | string)[]): boolean {
	return a.length === b.length && a.every((item, at) => item === b[at]);
}
