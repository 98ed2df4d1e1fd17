import type { FitState, StateArray } from '$lib/core/train/fit-state';
import { GrownTree } from './grown-tree';
import { setBytes } from './trees-layout';

const words = setBytes / 4;
const lists = ['feature', 'left', 'right', 'missingLeft'] as const;
const reals = ['threshold', 'value', 'cover'] as const;

/** Where boosting stands after a round: what is not here is drawn or computed again to the same bits. */
export interface Boosted {
	readonly trees: GrownTree[];
	/** Class-major, of the rows of all parts. */
	readonly margin: Float32Array;
	/** By feature. */
	readonly gains: Float64Array;
	/** The round with the lowest validation loss; 0 for none. */
	readonly best: number;
}

export function packBoosted(step: number, { trees, margin, gains, best }: Boosted): FitState {
	const all = trees.map(({ tree }) => tree);
	const nodes = all.reduce((sum, { feature }) => sum + feature.length, 0);
	const leftBins = new Uint32Array(nodes * words);
	let at = 0;
	for (const grown of trees)
		for (const bins of grown.leftBins) {
			if (bins) leftBins.set(bins, at * words);
			at += 1;
		}
	const arrays: Record<string, StateArray> = {
		sizes: Int32Array.from(all, ({ feature }) => feature.length),
		outputs: Int32Array.from(all, ({ output }) => output),
		margin: margin.slice(),
		gains: gains.slice(),
		leftBins
	};
	for (const name of lists) arrays[name] = Int32Array.from(all.flatMap((tree) => tree[name]));
	for (const name of reals) arrays[name] = Float64Array.from(all.flatMap((tree) => tree[name]));
	return { step, numbers: { best }, arrays };
}

export function unpackBoosted({ numbers, arrays }: FitState): Boosted {
	const array = (name: string): StateArray => arrays[name] ?? new Int32Array(0);
	let at = 0;
	const trees = Array.from(array('sizes'), (size, place) => {
		const grown = new GrownTree(array('outputs')[place] ?? 0);
		for (let node = 0; node < size; node++) grown.addNode();
		for (const name of [...lists, ...reals]) grown.tree[name].splice(0, size, ...array(name).subarray(at, at + size));
		grown.tree.feature.forEach((feature, node) => {
			if (feature >= 0)
				grown.leftBins[node] = Uint32Array.from(
					array('leftBins').subarray((at + node) * words, (at + node + 1) * words)
				);
		});
		at += size;
		return grown;
	});
	return {
		trees,
		margin: Float32Array.from(array('margin')),
		gains: Float64Array.from(array('gains')),
		best: numbers['best'] ?? 0
	};
}
