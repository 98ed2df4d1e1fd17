import { nearestOf, Tally, type Voters } from '$lib/core/train/knn-margins';
import type { Nearest, NearestRows } from '$lib/core/train/nearest';
import type { FitHooks, Part } from '$lib/core/train/problem';

/** Rows of a part that the curve is measured on, evenly spread over it: it must not take longer than the model is worth. */
const mostRows = 1000;

export interface CurveContext {
	readonly index: NearestRows;
	readonly voters: Voters;
	readonly width: number;
	readonly neighbors: number;
	readonly hooks: FitHooks;
}

/** The mean loss of some rows by the number of neighbours that are asked: cross entropy as the metrics take it, or the squared error. */
export class KnnCurve {
	readonly #classes: number;
	readonly #neighbors: number;
	readonly #nearest: Nearest;
	readonly #labels: Float32Array;
	readonly #weights: Float32Array;
	readonly #tallies: readonly Tally[];
	readonly #answer: Float64Array;
	#asked = 0;

	private constructor(
		{ voters, neighbors }: CurveContext,
		nearest: Nearest,
		{ labels, weights }: Part,
		rows: Int32Array
	) {
		this.#classes = voters.classes;
		this.#neighbors = neighbors;
		this.#nearest = nearest;
		this.#labels = Float32Array.from(rows, (row) => labels[row] ?? 0);
		this.#weights = Float32Array.from(rows, (row) => weights[row] ?? 0);
		this.#tallies = Array.from(rows, () => new Tally(voters));
		this.#answer = new Float64Array(Math.max(1, voters.classes));
	}

	/** Of the kept rows themselves (`order`: their places in the part), none of which is its own neighbour. */
	static async ofKept(part: Part, order: Int32Array, context: CurveContext): Promise<KnnCurve> {
		const own = spread(order.length);
		const rows = own.map((place) => order[place] ?? 0);
		return new KnnCurve(context, await search(part, rows, context, own), part, rows);
	}

	static async ofOthers(part: Part, context: CurveContext): Promise<KnnCurve> {
		const rows = spread(part.rows.length);
		return new KnnCurve(context, await search(part, rows, context), part, rows);
	}

	/** The loss with one neighbour more; null where there are no rows. */
	next(): number | null {
		let [loss, sum] = [0, 0];
		this.#tallies.forEach((tally, row) => {
			tally.add(this.#nearest, row * this.#neighbors + this.#asked);
			tally.write(this.#answer, 0);
			const weight = this.#weights[row] ?? 0;
			sum += weight;
			loss += weight * this.#lossOf(this.#labels[row] ?? 0);
		});
		this.#asked += 1;
		return sum > 0 ? loss / sum : null;
	}

	#lossOf(label: number): number {
		if (this.#classes === 0) return ((this.#answer[0] ?? 0) - label) ** 2;
		return -Math.log(Math.max(this.#answer[label] ?? 0, 1e-15));
	}
}

function spread(count: number): Int32Array {
	const rows = Math.min(count, mostRows);
	return Int32Array.from({ length: rows }, (_, at) => Math.floor((at * count) / rows));
}

/** Encoded rows of a part, at these places of it, row-major. */
export function readRows(part: Part, rows: Int32Array, width: number): Float32Array {
	const x = new Float32Array(part.rows.length * width);
	part.encode(x, { rowStride: width, columnStride: 1 });
	const read = new Float32Array(rows.length * width);
	rows.forEach((row, at) => read.set(x.subarray(row * width, (row + 1) * width), at * width));
	return read;
}

async function search(part: Part, rows: Int32Array, context: CurveContext, own?: Int32Array): Promise<Nearest> {
	const { index, width, neighbors, hooks } = context;
	const x = readRows(part, rows, width);
	hooks.recorder.lap('read');
	const found = nearestOf(rows.length, neighbors);
	for (let from = 0; from < rows.length; from += index.block) {
		const here = Math.min(index.block, rows.length - from);
		index.measure(x, width, from, here);
		hooks.recorder.lap('distance');
		index.select(here, neighbors, found, from, own);
		hooks.recorder.lap('select');
		await hooks.pause();
	}
	return found;
}
