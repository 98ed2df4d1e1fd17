import { cellsOf, emptyLike, foldCells, type Sketch } from './sketch';
import type { Columns, NumberVector, TextVector, Vector } from '../table/columns';

/** Percentiles that bound the fine bins of a baseline; the deciles among them bound psi's bins. */
const fineSteps = 50;
/** A baseline lists this many of the commonest values; the others count together. */
export const baselineValues = 200;

/**
 * The quantile `step`/`steps` of ascending values, between two of them linearly, as numpy's quantile and DuckDB's
 * quantile_cont. NaN when there is none.
 */
export function quantileOf(sorted: Float64Array, step: number, steps: number): number {
	const place = (step * (sorted.length - 1)) / steps;
	const below = Math.floor(place);
	const low = sorted[below] ?? NaN;
	const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? low;
	const part = place - below;
	if (low === high) return low;
	return part < 0.5 ? low + (high - low) * part : high - (high - low) * (1 - part);
}

/**
 * Inner edges of the bins (lo, hi] between the distinct quantiles of ascending values at 0, 1/steps ... 1; the outer two
 * are open. When no inner edge remains, the least value is the only cut. Empty for no values.
 */
export function quantileCuts(sorted: Float64Array, steps: number): number[] {
	if (sorted.length === 0) return [];
	const distinct: number[] = [];
	for (let step = 0; step <= steps; step++) {
		const edge = quantileOf(sorted, step, steps);
		if (edge !== distinct[distinct.length - 1]) distinct.push(edge);
	}
	const inner = distinct.slice(1, -1);
	return inner.length > 0 ? inner : [sorted[0] ?? 0];
}

/** The values of a number vector, missing ones and NaN left out, ascending, as a copy. */
export function sortedValues(vector: NumberVector): Float64Array {
	return vector.values.filter((value, row) => vector.missing?.[row] !== 1 && !Number.isNaN(value)).sort();
}

/** The sketch of a column of the training data, whose bins every later sketch of it shares. */
export function baselineOf(vector: Vector): Sketch {
	const empty = vector.kind === 'number' ? emptyNumeric(vector) : emptyText(vector);
	return foldCells(empty, cellsOf(vector));
}

function emptyNumeric(vector: NumberVector): Sketch {
	const sorted = sortedValues(vector).filter(Number.isFinite);
	const cuts = quantileCuts(sorted, 10);
	const ends = sorted.length === 0 ? [] : [sorted[0] ?? 0, sorted[sorted.length - 1] ?? 0];
	const edges = [...new Set([...cuts, ...quantileCuts(sorted, fineSteps), ...ends])].sort((a, b) => a - b);
	return emptyLike({ type: 'numeric', edges, cuts, counts: new Array(edges.length + 1).fill(0), ...noMoments });
}

const noMoments = { missing: 0, mean: 0, m2: 0, min: null, max: null };

function emptyText(vector: TextVector): Sketch {
	const counts = new Map<string, number>();
	for (const code of vector.codes) {
		const value = vector.dictionary[code];
		if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1);
	}
	const values = [...counts]
		.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
		.slice(0, baselineValues)
		.map(([value]) => value);
	return { type: 'text', values, counts: values.map(() => 0), other: 0, missing: 0 };
}

/** The baselines of every column, by name: what a package carries. */
export function baselinesOf(columns: Columns): Record<string, Sketch> {
	return Object.fromEntries(columns.columns.map((column) => [column.name, baselineOf(column.vector)]));
}
