import type { Tree } from '$lib/core/model/model';

/**
 * Interventional tree Shapley values one row and one background row at a time, as Lundberg et al. (2020) give them: what the peer
 * of the benchmark does. Players are features. Adds to `values`, of `width` numbers.
 */
export function naiveTreeShap(
	tree: Tree,
	x: Float32Array,
	z: Float32Array,
	weight: (u: number, w: number) => number,
	values: Float64Array
): void {
	/** 0: not split on yet, 1: follows x, 2: follows z. */
	const follows = new Uint8Array(values.length);
	/** Returns what players that follow x gain and what those that follow z lose below the node. */
	const visit = (node: number, u: number, w: number): [number, number] => {
		const feature = tree.feature[node] ?? -1;
		if (feature < 0) {
			const value = tree.value[node] ?? 0;
			return [u === 0 ? 0 : value * weight(u - 1, w), w === 0 ? 0 : -value * weight(u, w - 1)];
		}
		const child = (at: Float32Array): number => {
			const value = at[feature] ?? NaN;
			const left = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= (tree.threshold[node] ?? 0);
			return (left ? tree.left[node] : tree.right[node]) ?? 0;
		};
		const [ofX, ofZ] = [child(x), child(z)];
		if (follows[feature] === 1) return visit(ofX, u, w);
		if (follows[feature] === 2) return visit(ofZ, u, w);
		if (ofX === ofZ) return visit(ofX, u, w);
		follows[feature] = 1;
		const [gainX, lossX] = visit(ofX, u + 1, w);
		follows[feature] = 2;
		const [gainZ, lossZ] = visit(ofZ, u, w + 1);
		follows[feature] = 0;
		values[feature] = (values[feature] ?? 0) + gainX + lossZ;
		return [gainX + gainZ, lossX + lossZ];
	};
	visit(0, 0, 0);
}

/** u! w! / (u + w + 1)! up to `most` each. */
export function shapleyWeights(most: number): (u: number, w: number) => number {
	const factorial = [1];
	for (let n = 1; n <= 2 * most + 1; n++) factorial.push((factorial[n - 1] ?? 1) * n);
	const table = Array.from({ length: (most + 1) ** 2 }, (_, at) => {
		const [u, w] = [Math.floor(at / (most + 1)), at % (most + 1)];
		return ((factorial[u] ?? 1) * (factorial[w] ?? 1)) / (factorial[u + w + 1] ?? 1);
	});
	return (u, w) => table[u * (most + 1) + w] ?? 0;
}
