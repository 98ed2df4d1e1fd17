/**
 * Points in space with the rows that stand on each, in a tree of boxes: exact neighbours by plain Euclidean distance, ties
 * and rows on one spot included.
 */
export interface Sites {
	/** Site `s` holds `rows` from `starts[s]` to `starts[s + 1]`, in row order. */
	readonly starts: Int32Array;
	readonly rows: Int32Array;
	readonly count: number;
	/** The sites within the reach of the `k` nearest rows to the site `from`, where a site counts `weigh(site)` rows. */
	near(from: number, k: number, weigh: (site: number) => number): Near;
}

export interface Near {
	/** Squared distance of the k-th nearest row; Infinity where there are fewer. */
	readonly reach: number;
	readonly sites: readonly { readonly site: number; readonly distance: number }[];
}

interface Box {
	readonly low: Float64Array;
	readonly high: Float64Array;
	/** Rows, later sites, from..to. */
	readonly from: number;
	readonly to: number;
	readonly children: readonly [Box, Box] | null;
}

const leafRows = 12;

/** `points` is row-major, rows x width; `rows` are those to place, in order, without NaN. */
export function placeRows(points: Float64Array, width: number, rows: Int32Array): Sites {
	const order = Int32Array.from(rows);
	const at = (row: number, column: number) => points[row * width + column] ?? 0;
	const ranks = new Int32Array(rows.length === 0 ? 0 : points.length / width);
	rows.forEach((row, rank) => (ranks[row] = rank));
	const starts: number[] = [];
	const root = build(0, order.length);
	starts.push(order.length);

	function build(from: number, to: number): Box {
		const { low, high, axis } = bounds(from, to);
		const spread = (high[axis] ?? 0) - (low[axis] ?? 0);
		if (to - from <= leafRows || !(spread > 0)) return settle(from, to, low, high);
		const middle = split(from, to, axis, low[axis] ?? 0, high[axis] ?? 0);
		const left = build(from, middle);
		const right = build(middle, to);
		return { low, high, from: left.from, to: right.to, children: [left, right] };
	}

	function bounds(from: number, to: number): { low: Float64Array; high: Float64Array; axis: number } {
		const low = new Float64Array(width).fill(Infinity);
		const high = new Float64Array(width).fill(-Infinity);
		for (let place = from; place < to; place++)
			for (let column = 0; column < width; column++) {
				const value = at(order[place] ?? 0, column);
				if (value < (low[column] ?? 0)) low[column] = value;
				if (value > (high[column] ?? 0)) high[column] = value;
			}
		let axis = 0;
		for (let column = 1; column < width; column++)
			if ((high[column] ?? 0) - (low[column] ?? 0) > (high[axis] ?? 0) - (low[axis] ?? 0)) axis = column;
		return { low, high, axis };
	}

	/** Rows up to the middle of the box first. Both sides hold some, and rows on one spot stay together. */
	function split(from: number, to: number, axis: number, low: number, high: number): number {
		const middle = low + (high - low) / 2;
		const pivot = middle < high ? middle : low;
		let place = from;
		for (let next = from; next < to; next++) {
			const row = order[next] ?? 0;
			if (at(row, axis) > pivot) continue;
			order[next] = order[place] ?? 0;
			order[place++] = row;
		}
		return place;
	}

	/** A leaf: its rows by spot, then by row. */
	function settle(from: number, to: number, low: Float64Array, high: Float64Array): Box {
		const first = starts.length;
		const byRank = (a: number, b: number) => (ranks[a] ?? 0) - (ranks[b] ?? 0);
		let left = [...order.subarray(from, to)].sort(byRank);
		let place = from;
		while (left.length > 0) {
			const [head = 0] = left;
			starts.push(place);
			const apart: number[] = [];
			for (const row of left)
				if (isSame(head, row)) order[place++] = row;
				else apart.push(row);
			left = apart;
		}
		return { low, high, from: first, to: starts.length, children: null };
	}

	function isSame(a: number, b: number): boolean {
		for (let column = 0; column < width; column++) if (at(a, column) !== at(b, column)) return false;
		return true;
	}

	const site = (index: number) => order[starts[index] ?? 0] ?? 0;

	function near(from: number, k: number, weigh: (site: number) => number): Near {
		const best = new Float64Array(k).fill(Infinity);
		const found: { site: number; distance: number }[] = [];
		const centre = points.subarray(site(from) * width, (site(from) + 1) * width);
		visit(root, toBox(centre, root));
		const reach = best[k - 1] ?? Infinity;
		return { reach, sites: found.filter(({ distance }) => distance <= reach) };

		function visit(box: Box, away: number): void {
			if (away > (best[k - 1] ?? Infinity)) return;
			if (box.children) {
				const [left, right] = box.children;
				const [toLeft, toRight] = [toBox(centre, left), toBox(centre, right)];
				const leftFirst = toLeft <= toRight;
				visit(leftFirst ? left : right, Math.min(toLeft, toRight));
				visit(leftFirst ? right : left, Math.max(toLeft, toRight));
			} else for (let next = box.from; next < box.to; next++) consider(next);
		}

		function consider(next: number): void {
			const limit = best[k - 1] ?? Infinity;
			const base = site(next) * width;
			let distance = 0;
			for (let column = 0; column < width && distance <= limit; column++) {
				const apart = (points[base + column] ?? 0) - (centre[column] ?? 0);
				distance += apart * apart;
			}
			if (distance > limit) return;
			const rowsThere = weigh(next);
			if (rowsThere === 0) return;
			found.push({ site: next, distance });
			for (let copy = Math.min(k, rowsThere); copy > 0 && distance < (best[k - 1] ?? Infinity); copy--) {
				let place = k - 1;
				for (; place > 0 && (best[place - 1] ?? 0) > distance; place--) best[place] = best[place - 1] ?? 0;
				best[place] = distance;
			}
		}
	}

	return { starts: Int32Array.from(starts), rows: order, count: starts.length - 1, near };
}

/** Squared distance from a point to a box: never more than the distance to a point inside, rounding included. */
function toBox(centre: Float64Array, { low, high }: Box): number {
	let sum = 0;
	for (let column = 0; column < centre.length; column++) {
		const x = centre[column] ?? 0;
		const apart = Math.max((low[column] ?? 0) - x, x - (high[column] ?? 0), 0);
		sum += apart * apart;
	}
	return sum;
}
