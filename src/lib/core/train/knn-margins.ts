import { unpackRows } from '../model/kept-rows';
import type { KnnEstimator } from '../model/model';
import { NearestRows, type Nearest } from './nearest';

/** What neighbours answer with: labels, and what each weighs. */
export type Voters = Pick<KnnEstimator, 'classes' | 'labels' | 'votes' | 'weights'>;

const laidOut = new WeakMap<KnnEstimator, NearestRows>();

/**
 * Answers of the nearest kept rows for encoded rows (row-major rows x width): shares of classes, row-major rows x classes, or numbers. The kept
 * rows are laid out once an estimator: they must not change after the first call.
 */
export function knnMargins(estimator: KnnEstimator, x: Float32Array, width: number): Float64Array {
	const { neighbors, classes, p } = estimator;
	const rows = width === 0 ? 0 : x.length / width;
	let kept = laidOut.get(estimator);
	if (!kept) laidOut.set(estimator, (kept = new NearestRows(unpackRows(estimator), p)));
	const outputs = Math.max(1, classes);
	const answers = new Float64Array(rows * outputs);
	const nearest = nearestOf(kept.block, neighbors);
	for (let from = 0; from < rows; from += kept.block) {
		const here = Math.min(kept.block, rows - from);
		kept.measure(x, width, from, here);
		kept.select(here, neighbors, nearest, 0);
		for (let at = 0; at < here; at++) {
			const tally = new Tally(estimator);
			for (let k = 0; k < neighbors; k++) tally.add(nearest, at * neighbors + k);
			tally.write(answers, (from + at) * outputs);
		}
	}
	return answers;
}

export function nearestOf(rows: number, neighbors: number): Nearest {
	return { places: new Int32Array(rows * neighbors), distances: new Float64Array(rows * neighbors) };
}

/** What the neighbours of one row say, taken in from the nearest on. */
export class Tally {
	readonly #voters: Voters;
	readonly #sums: Float64Array;
	#weight = 0;
	#isAlike = false;

	constructor(voters: Voters) {
		this.#voters = voters;
		this.#sums = new Float64Array(Math.max(1, voters.classes));
	}

	/** Takes in the neighbour at a place of the nearest ones; where there is none, nothing. */
	add({ places, distances }: Nearest, at: number): void {
		const { classes, labels, votes, weights } = this.#voters;
		const row = places[at] ?? 0;
		const distance = distances[at] ?? 0;
		if (weights === 'distance') {
			if (distance === 0) this.#isAlike = true;
			else if (this.#isAlike) return;
		}
		const weight = (votes[row] ?? 0) * (weights === 'distance' && distance > 0 ? 1 / distance : 1);
		const label = labels[row] ?? 0;
		this.#weight += weight;
		if (classes === 0) this.#sums[0] = (this.#sums[0] ?? 0) + weight * label;
		else this.#sums[label] = (this.#sums[label] ?? 0) + weight;
	}

	/** Writes the shares of the classes, or the mean number. */
	write(into: Float64Array, at: number): void {
		this.#sums.forEach((sum, k) => (into[at + k] = sum / this.#weight));
	}
}
