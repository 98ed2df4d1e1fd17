interface Sums {
	readonly g: number;
	readonly h: number;
	readonly rows: number;
}
interface Search {
	readonly from: number;
	readonly to: number;
	bins(feature: number): number;
	/** 0 a number, 1 rising, 2 falling, 3 categories one at a time, 4 sets of categories, 5 not in this tree. */
	role(feature: number): number;
	slot(feature: number, bin: number): Sums;
	readonly node: Sums;
	readonly bounds: readonly [number, number];
	readonly l1: number;
	readonly l2: number;
	readonly minChildWeight: number;
	readonly minChildRows: number;
	readonly minGain: number;
	readonly categoryL2: number;
	readonly categorySmooth: number;
}
export interface PlainSplit {
	readonly gain: number;
	readonly feature: number;
	readonly bin: number;
	readonly missingLeft: number;
	readonly left: Sums;
	readonly goLeft: readonly number[];
}

const plus = (a: Sums, b: Sums): Sums => ({ g: a.g + b.g, h: a.h + b.h, rows: a.rows + b.rows });
const minus = (a: Sums, b: Sums): Sums => ({ g: a.g - b.g, h: a.h - b.h, rows: a.rows - b.rows });
const none: Sums = { g: 0, h: 0, rows: 0 };

/** The kernel's search for a split again: every candidate is a list of bins that go left. */
export function plainSplit(search: Search): PlainSplit {
	const { node, bounds, l1, l2, minChildWeight, minChildRows, categoryL2 } = search;
	const answer = ({ g, h }: Sums, extra: number) => {
		const free = (-Math.sign(g) * Math.max(Math.abs(g) - l1, 0)) / (h + l2 + extra);
		return Math.min(Math.max(free, bounds[0]), bounds[1]);
	};
	const saved = (of: Sums, extra: number) => {
		const w = answer(of, extra);
		return -2 * (of.g * w + l1 * Math.abs(w)) - (of.h + l2 + extra) * w * w;
	};
	const parent = saved(node, 0);
	let best: PlainSplit = {
		gain: Math.max(search.minGain, 1e-10),
		...{ feature: -1, bin: 0, missingLeft: 0, left: none, goLeft: [] }
	};
	const offer = (feature: number, left: Sums, extra: number, rest: Omit<PlainSplit, 'gain' | 'feature' | 'left'>) => {
		const right = minus(node, left);
		if (left.h < minChildWeight || right.h < minChildWeight) return;
		if (minChildRows > 1 && Math.min(left.rows, right.rows) < minChildRows) return;
		const role = search.role(feature);
		const [a, b] = [answer(left, extra), answer(right, extra)];
		if ((role === 1 && a > b) || (role === 2 && a < b)) return;
		const gain = saved(left, extra) + saved(right, extra) - parent;
		if (gain > best.gain) best = { gain, feature, left, ...rest };
	};
	for (let feature = search.from; feature < search.to; feature++) {
		const role = search.role(feature);
		const bins = search.bins(feature);
		const all = Array.from({ length: bins + 1 }, (_, bin) => bin);
		const of = (bin: number) => search.slot(feature, bin);
		if (role <= 2) {
			const missing = of(bins);
			const hasMissing = missing.h > 1e-9;
			let sum = none;
			for (let bin = 0; bin < (hasMissing ? bins : bins - 1); bin++) {
				sum = plus(sum, of(bin));
				const below = all.slice(0, bin + 1);
				const follows = !hasMissing && sum.h > node.h - sum.h;
				offer(feature, sum, 0, { bin, missingLeft: Number(follows), goLeft: follows ? [...below, bins] : below });
				if (hasMissing) offer(feature, plus(sum, missing), 0, { bin, missingLeft: 1, goLeft: [...below, bins] });
			}
		} else if (role === 3) {
			for (let bin = 0; bin < bins; bin++)
				offer(feature, minus(node, of(bin)), 0, { bin, missingLeft: 0, goLeft: withAll(bin) });
		} else if (role === 4) {
			const key = (bin: number) => of(bin).g / (of(bin).h + search.categorySmooth);
			const sorted = all
				.filter((bin) => of(bin).h > 1e-9 && of(bin).h >= minChildWeight)
				.sort((a, b) => key(a) - key(b));
			for (const order of [sorted, [...sorted].reverse()]) {
				let sum = none;
				order.forEach((bin, at) => {
					sum = plus(sum, of(bin));
					offer(feature, sum, categoryL2, { bin: 0, missingLeft: 0, goLeft: order.slice(0, at + 1) });
				});
			}
		}
	}
	return best;
}

/** All of 256 bins but one. */
function withAll(but: number): number[] {
	return Array.from({ length: 256 }, (_, bin) => bin).filter((bin) => bin !== but);
}
