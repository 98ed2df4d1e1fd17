import type { KeptRows } from '../model/kept-rows';

/** Distances of a block take no more numbers than this: 2 MB. */
const blockNumbers = 2 ** 18;

/** The nearest kept rows of some rows, nearest first: rows x `neighbors`, row-major. */
export interface Nearest {
	readonly places: Int32Array;
	/** |x - kept| summed, or the root of the summed squares. */
	readonly distances: Float64Array;
}

/**
 * Finds the nearest of kept rows by going through all of them. Features that are 0 or 1 cost only where a row has one: of a query with q
 * there, |q|^p is added to every row, and |q - 1|^p - |q|^p to those that have it. With q 0 or 1 such sums are whole numbers, so that rows alike
 * are at distance 0 to the bit; the others are summed in their order, as the ONNX graph does.
 */
export class NearestRows {
	readonly count: number;
	/** Rows that are measured at a time. */
	readonly block: number;
	readonly #p: 1 | 2;
	readonly #kept: KeptRows;
	/** Of each kept row how many of its flags are 1. */
	readonly #ones: Float64Array;
	/** Of each flag the rows that have it. */
	readonly #members: readonly Int32Array[];
	/** Of each other feature its values. */
	readonly #columns: readonly Float32Array[];
	readonly #distances: Float64Array;

	constructor(kept: KeptRows, p: 1 | 2) {
		const { count, flags, marks, places, numbers } = kept;
		this.count = count;
		this.#p = p;
		this.#kept = kept;
		this.block = Math.max(1, Math.floor(blockNumbers / Math.max(1, count)));
		this.#distances = new Float64Array(this.block * count);
		this.#ones = new Float64Array(count);
		const sizes = new Int32Array(flags.length);
		for (let at = 0; at < marks.length; at++) {
			if (marks[at] !== 1) continue;
			const [row, flag] = [Math.floor(at / flags.length), at % flags.length];
			this.#ones[row] = (this.#ones[row] ?? 0) + 1;
			sizes[flag] = (sizes[flag] ?? 0) + 1;
		}
		this.#members = flags.map((_, flag) => {
			const rows = new Int32Array(sizes[flag] ?? 0);
			let size = 0;
			for (let row = 0; row < count; row++) if (marks[row * flags.length + flag] === 1) rows[size++] = row;
			return rows;
		});
		this.#columns = places.map((_, at) => {
			const column = new Float32Array(count);
			for (let row = 0; row < count; row++) column[row] = numbers[row * places.length + at] ?? 0;
			return column;
		});
	}

	/** Measures up to `block` encoded rows (row-major, `width` wide) from row `from` on against every kept row. */
	measure(x: Float32Array, width: number, from: number, rows: number): void {
		for (let at = 0; at < rows; at++) this.#measureRow(x, (from + at) * width, at * this.count);
	}

	/**
	 * Writes the nearest of the rows measured last to `into`, from its row `from` on: `neighbors` of each, place -1 at an endless distance where there are too few. `own[from + at]` is a kept row that is
	 * passed over, -1 for none.
	 */
	select(rows: number, neighbors: number, into: Nearest, from: number, own?: Int32Array): void {
		for (let at = 0; at < rows; at++) {
			const first = (from + at) * neighbors;
			const [places, distances] = [into.places, into.distances];
			distances.fill(Infinity, first, first + neighbors);
			places.fill(-1, first, first + neighbors);
			const last = first + neighbors - 1;
			const except = own?.[from + at] ?? -1;
			const base = at * this.count;
			for (let row = 0; row < this.count; row++) {
				const distance = this.#distances[base + row] ?? 0;
				if (!(distance < (distances[last] ?? 0)) || row === except) continue;
				let place = last;
				for (; place > first && (distances[place - 1] ?? 0) > distance; place--) {
					distances[place] = distances[place - 1] ?? 0;
					places[place] = places[place - 1] ?? 0;
				}
				distances[place] = distance;
				places[place] = row;
			}
			if (this.#p === 2)
				for (let place = first; place <= last; place++) distances[place] = Math.sqrt(distances[place] ?? 0);
		}
	}

	#measureRow(x: Float32Array, from: number, to: number): void {
		const { flags, places } = this.#kept;
		const isSquare = this.#p === 2;
		const sums = this.#distances.subarray(to, to + this.count);
		sums.set(this.#ones);
		let all = 0;
		for (let flag = 0; flag < flags.length; flag++) {
			const q = x[from + (flags[flag] ?? 0)] ?? 0;
			if (q === 0) continue;
			const away = isSquare ? q * q : Math.abs(q);
			const change = (isSquare ? (q - 1) ** 2 : Math.abs(q - 1)) - away - 1;
			all += away;
			const members = this.#members[flag] ?? new Int32Array(0);
			for (let at = 0; at < members.length; at++) {
				const row = members[at] ?? 0;
				sums[row] = (sums[row] ?? 0) + change;
			}
		}
		if (all !== 0) for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] ?? 0) + all;
		for (let at = 0; at < places.length; at++) {
			const q = x[from + (places[at] ?? 0)] ?? 0;
			const column = this.#columns[at] ?? new Float32Array(0);
			if (isSquare)
				for (let row = 0; row < sums.length; row++) {
					const gap = q - (column[row] ?? 0);
					sums[row] = (sums[row] ?? 0) + gap * gap;
				}
			else for (let row = 0; row < sums.length; row++) sums[row] = (sums[row] ?? 0) + Math.abs(q - (column[row] ?? 0));
		}
	}
}
