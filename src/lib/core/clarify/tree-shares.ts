import { meets, type Patterns } from './tree-patterns';
import type { Level } from './tree-walk';
import { quadratureFor, type BetaTable } from './tree-weights';

/** What a leaf of answer `value` gives each player of its path for each group of rows: by bit, then by group. */
export type LeafShares = (value: number, level: Level) => Float64Array;

/** Whether a group violates the player of a bit. */
export function violates({ masks }: Patterns, group: number, words: number, bit: number): boolean {
	return (((masks[group * words + (bit >> 5)] ?? 0) >> (bit & 31)) & 1) === 1;
}

/** The bits of each group, one list a group. */
export function bitsOf(patterns: Patterns, length: number, words: number): Int32Array[] {
	return Array.from({ length: patterns.groups }, (_, group) => {
		const bits = new Int32Array(patterns.sizes[group] ?? 0);
		let count = 0;
		for (let bit = 0; bit < length; bit++) if (violates(patterns, group, words, bit)) bits[count++] = bit;
		return bits;
	});
}

/** Tables over all subsets of a path are made up to this many players. */
const mostTabled = 16;

/**
 * Interventional: a coalition of row x in background row z comes to the leaf when it holds every player z violates (u of them) and
 * none x violates (w). Each of the first gets value (u-1)! w! / (u+w)!, each of the second loses value u! (w-1)! / (u+w)! (Chen,
 * Lundberg and Lee 2018), summed over the groups of background rows: pair by pair, or by subset sums where that is cheaper.
 */
export function interventionalShares(beta: BetaTable, backgroundCount: number, words: number): LeafShares {
	return (value, { rows, background, path }) => {
		if (!background) throw new Error('interventional shares need a background');
		const m = path.length;
		const pairs = rows.groups * background.groups;
		const tabled = quadratureFor(m - 1).nodes.length * m * (2 ** m / 2 + rows.groups);
		const scale = value / backgroundCount;
		return words === 1 && m <= mostTabled && tabled < pairs
			? bySubsetSums(rows, background, m, scale)
			: byPairs(rows, background, m, scale, beta, words);
	};
}

function byPairs(
	rows: Patterns,
	background: Patterns,
	m: number,
	scale: number,
	beta: BetaTable,
	words: number
): Float64Array {
	const shares = new Float64Array(m * rows.groups);
	const own = bitsOf(rows, m, words);
	const others = bitsOf(background, m, words);
	const gains = new Float64Array(m);
	for (let group = 0; group < rows.groups; group++) {
		const w = rows.sizes[group] ?? 0;
		let loss = 0;
		gains.fill(0);
		for (let other = 0; other < background.groups; other++) {
			if (!meets(rows, group, background, other, words)) continue;
			const u = background.sizes[other] ?? 0;
			const part = scale * (background.weights[other] ?? 0);
			if (w > 0) loss += part * beta.at(u + 1, w);
			if (u === 0) continue;
			const gain = part * beta.at(u, w + 1);
			for (const bit of others[other] ?? []) gains[bit] = (gains[bit] ?? 0) + gain;
		}
		for (const bit of own[group] ?? []) gains[bit] = (gains[bit] ?? 0) - loss;
		for (let bit = 0; bit < m; bit++) shares[bit * rows.groups + group] = gains[bit] ?? 0;
	}
	return shares;
}

/**
 * The same by (u-1)! w! / (u+w)! = ∫ t^(u-1) (1-t)^w dt, which Gauss's rule gives exactly: for each t one table over all subsets
 * holds the sum of t^u over the background groups within the subset.
 */
function bySubsetSums(rows: Patterns, background: Patterns, m: number, scale: number): Float64Array {
	const { groups, sizes, masks } = rows;
	const shares = new Float64Array(m * groups);
	const all = 2 ** m;
	const sums = new Float64Array(all);
	const { nodes, weights } = quadratureFor(m - 1);
	nodes.forEach((t, at) => {
		sums.fill(0);
		for (let other = 0; other < background.groups; other++) {
			const mask = background.masks[other] ?? 0;
			sums[mask] = (sums[mask] ?? 0) + (background.weights[other] ?? 0) * t ** (background.sizes[other] ?? 0);
		}
		for (let flag = 1; flag < all; flag <<= 1)
			for (let mask = flag; mask < all; mask = (mask + 1) | flag)
				sums[mask] = (sums[mask] ?? 0) + (sums[mask ^ flag] ?? 0);
		for (let group = 0; group < groups; group++) {
			const mask = masks[group] ?? 0;
			const free = (all - 1) ^ mask;
			const within = sums[free] ?? 0;
			const part = scale * (weights[at] ?? 0) * (1 - t) ** (sizes[group] ?? 0);
			const loss = (part / (1 - t)) * within;
			for (let bit = 0; bit < m; bit++) {
				const place = bit * groups + group;
				const flag = 1 << bit;
				const share = (mask & flag) !== 0 ? -loss : (part / t) * (within - (sums[free ^ flag] ?? 0));
				shares[place] = (shares[place] ?? 0) + share;
			}
		}
	});
	return shares;
}

/**
 * Path-dependent: a player outside the coalition splits by the training cover. On a path each player has z, the product of its
 * cover shares, and o, 1 unless the row violates it; the leaf is worth value Π_S o Π_outside z (Lundberg et al. 2020), and the
 * share of i is value (o_i - z_i) ∫ Π_(j≠i) (t o_j + (1-t) z_j) dt (Owen 1972; Yu et al. 2022).
 */
export function pathShares(words: number): LeafShares {
	return (value, { rows, path, shares: z }) => {
		const m = path.length;
		const { nodes, weights } = quadratureFor(m - 1);
		const shares = new Float64Array(m * rows.groups);
		const factors = new Float64Array(m);
		for (let group = 0; group < rows.groups; group++)
			nodes.forEach((t, at) => {
				let product = value * (weights[at] ?? 0);
				for (let bit = 0; bit < m; bit++) {
					const factor = (violates(rows, group, words, bit) ? 0 : t) + (1 - t) * (z[bit] ?? 0);
					factors[bit] = factor;
					product *= factor;
				}
				// A factor is 0 only where o = z = 0, and then nobody gets anything.
				if (product === 0) return;
				for (let bit = 0; bit < m; bit++) {
					const apart = (violates(rows, group, words, bit) ? 0 : 1) - (z[bit] ?? 0);
					const place = bit * rows.groups + group;
					shares[place] = (shares[place] ?? 0) + (apart * product) / (factors[bit] ?? 1);
				}
			});
		return shares;
	};
}
