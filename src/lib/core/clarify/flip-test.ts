import type { Checkpoint } from './checkpoint';
import { undefinedFor, valued, type MetricReason } from './metric';

export interface FlipTest {
	readonly value: number | null;
	/** The least and the largest value over the ways ties among neighbours can break. */
	readonly lowest: number | null;
	readonly highest: number | null;
	readonly reason: MetricReason | null;
	/** Rows left out because a number is missing in them. */
	readonly incomplete: number;
}

export interface FlipTestInput {
	/** Row-major rows x columns; NaN where a number is missing. */
	readonly points: Float64Array;
	readonly columns: number;
	/** 1 where the row is in the facet. */
	readonly facet: Uint8Array;
	/** 1 where the prediction is positive. */
	readonly predicted: Uint8Array;
}

const none = (reason: MetricReason, incomplete: number): FlipTest => ({
	...undefinedFor(reason),
	lowest: null,
	highest: null,
	incomplete
});

/**
 * The flip test: for each row of the facet, what do its k nearest rows of the rest get? (rows predicted positive whose
 * neighbours mostly are not - the reverse) / rows of the facet. k = 5, or 1 where the rest has at most 9 rows; plain
 * Euclidean distance; ties break by row order.
 */
export async function flipTest(input: FlipTestInput, checkpoint: Checkpoint): Promise<FlipTest> {
	const rows = input.facet.length;
	const width = input.columns;
	const facet: number[] = [];
	const rest: number[] = [];
	let incomplete = 0;
	for (let row = 0; row < rows; row++) {
		let complete = true;
		for (let column = 0; column < width; column++)
			if (!Number.isFinite(input.points[row * width + column])) complete = false;
		if (!complete) incomplete += 1;
		else (input.facet[row] === 1 ? facet : rest).push(row);
	}
	if (width === 0) return none('no-numeric-columns', incomplete);
	if (facet.length === 0) return none('empty-facet', incomplete);
	if (rest.length === 0) return none('empty-rest', incomplete);
	const neighbours = nearest(input, rest, rest.length <= 9 ? 1 : 5);
	const sums = { value: 0, lowest: 0, highest: 0 };
	for (const [done, row] of facet.entries()) {
		if (done % 256 === 0) await checkpoint(done, facet.length);
		const own = input.predicted[row] ?? 0;
		const found = neighbours(row);
		sums.value += own - found.answer;
		sums.lowest += own - found.most;
		sums.highest += own - found.least;
	}
	const share = (sum: number) => sum / facet.length;
	return {
		...valued(share(sums.value), incomplete > 0 ? 'rows-incomplete' : null),
		lowest: share(sums.lowest),
		highest: share(sums.highest),
		incomplete
	};
}

interface Answer {
	/** The majority with ties broken by row order, 1 or 0. */
	readonly answer: number;
	/** The least and the most the majority can be. */
	readonly least: number;
	readonly most: number;
}

/**
 * Exact neighbours: the rest is sorted along its widest column, and a search goes outwards from the row until that column
 * alone is farther than the k-th nearest.
 */
function nearest(input: FlipTestInput, rest: readonly number[], k: number): (row: number) => Answer {
	const { points, columns: width, predicted } = input;
	const axis = widestColumn(points, width, rest);
	const order = Int32Array.from(rest).sort(
		(a, b) => (points[a * width + axis] ?? 0) - (points[b * width + axis] ?? 0) || a - b
	);
	const along = Float64Array.from(order, (row) => points[row * width + axis] ?? 0);
	const kept: { row: number; distance: number }[] = [];
	const best = new Float64Array(k);

	function consider(at: number, row: number): void {
		const other = order[at] ?? 0;
		const limit = best[k - 1] ?? Infinity;
		let distance = 0;
		for (let column = 0; column < width && distance <= limit; column++) {
			const apart = (points[row * width + column] ?? 0) - (points[other * width + column] ?? 0);
			distance += apart * apart;
		}
		if (distance > limit) return;
		kept.push({ row: other, distance });
		let place = k - 1;
		if (distance < limit) {
			while (place > 0 && (best[place - 1] ?? 0) > distance) {
				best[place] = best[place - 1] ?? 0;
				place -= 1;
			}
			best[place] = distance;
		}
	}

	return (row) => {
		kept.length = 0;
		best.fill(Infinity);
		const x = points[row * width + axis] ?? 0;
		let high = lowerBound(along, x);
		let low = high - 1;
		while (low >= 0 || high < along.length) {
			const below = low >= 0 ? x - (along[low] ?? 0) : Infinity;
			const beyond = high < along.length ? (along[high] ?? 0) - x : Infinity;
			const step = Math.min(below, beyond);
			if (step * step > (best[k - 1] ?? Infinity)) break;
			consider(below <= beyond ? low-- : high++, row);
		}
		return majority(kept, best[k - 1] ?? Infinity, k, predicted);
	};
}

function majority(
	kept: readonly { readonly row: number; readonly distance: number }[],
	reach: number,
	k: number,
	predicted: Uint8Array
): Answer {
	const nearer = kept.filter(({ distance }) => distance < reach);
	const tied = kept.filter(({ distance }) => distance === reach).sort((a, b) => a.row - b.row);
	const positives = (list: typeof kept) => list.reduce((sum, { row }) => sum + (predicted[row] ?? 0), 0);
	const seats = k - nearer.length;
	const certain = positives(nearer);
	const tiedPositive = positives(tied);
	const wins = (count: number) => (count * 2 > k ? 1 : 0);
	return {
		answer: wins(certain + positives(tied.slice(0, seats))),
		least: wins(certain + Math.max(0, seats - (tied.length - tiedPositive))),
		most: wins(certain + Math.min(seats, tiedPositive))
	};
}

function widestColumn(points: Float64Array, width: number, rows: readonly number[]): number {
	let axis = 0;
	let most = -1;
	for (let column = 0; column < width; column++) {
		let mean = 0;
		let m2 = 0;
		rows.forEach((row, seen) => {
			const value = points[row * width + column] ?? 0;
			const step = value - mean;
			mean += step / (seen + 1);
			m2 += step * (value - mean);
		});
		if (m2 > most) {
			most = m2;
			axis = column;
		}
	}
	return axis;
}

function lowerBound(sorted: Float64Array, value: number): number {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((sorted[middle] ?? Infinity) < value) low = middle + 1;
		else high = middle;
	}
	return low;
}
