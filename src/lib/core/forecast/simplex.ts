/** Where a function of some numbers is lowest. */
export interface Lowest {
	readonly at: Float64Array;
	readonly value: number;
}

interface Corner {
	readonly at: Float64Array;
	readonly value: number;
}

/**
 * Nelder and Mead's simplex search (1965) with the usual factors (reflect 1, expand 2, contract and shrink 1/2): no derivatives, no chance.
 * Ends when the corners' values differ by less than `tolerance` of the lowest, or after `most` evaluations.
 */
export function findLowest(
	cost: (at: Float64Array) => number,
	start: Float64Array,
	{ reach = 1, tolerance = 1e-9, most = 600 } = {}
): Lowest {
	const size = start.length;
	const corner = (at: Float64Array): Corner => {
		const value = cost(at);
		return { at, value: Number.isNaN(value) ? Infinity : value };
	};
	const first = corner(start);
	if (size === 0) return first;
	let corners = [
		first,
		...Array.from({ length: size }, (_, k) => corner(start.map((x, i) => (i === k ? x + reach : x))))
	];
	let evaluations = size + 1;
	const along = (from: Float64Array, to: Float64Array, share: number) =>
		corner(from.map((x, i) => x + share * ((to[i] ?? 0) - x)));
	while (evaluations < most) {
		corners.sort((a, b) => a.value - b.value);
		const best = corners[0] ?? first;
		const worst = corners[size] ?? first;
		const second = corners[size - 1] ?? first;
		if (worst.value - best.value <= tolerance * (Math.abs(best.value) + 1e-300)) break;
		const centre = new Float64Array(size);
		for (const { at } of corners.slice(0, size)) at.forEach((x, i) => (centre[i] = (centre[i] ?? 0) + x / size));
		const reflected = along(centre, worst.at, -1);
		evaluations++;
		let next = reflected;
		if (reflected.value < best.value) {
			const expanded = along(centre, worst.at, -2);
			evaluations++;
			if (expanded.value < reflected.value) next = expanded;
		} else if (reflected.value >= second.value) {
			const isOutside = reflected.value < worst.value;
			const contracted = along(centre, worst.at, isOutside ? -0.5 : 0.5);
			evaluations++;
			if (contracted.value >= Math.min(reflected.value, worst.value)) {
				corners = [best, ...corners.slice(1).map(({ at }) => along(best.at, at, 0.5))];
				evaluations += size;
				continue;
			}
			next = contracted;
		}
		corners[size] = next;
	}
	return corners.reduce((low, each) => (each.value < low.value ? each : low), first);
}
