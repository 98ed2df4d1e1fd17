/** A stretch of the index: the rows of one leaf. */
export interface LeafRows {
	readonly begin: number;
	readonly count: number;
}

export interface Sums {
	readonly gradient: number;
	readonly hessian: number;
	/** Sum of row weights. */
	readonly cover: number;
}

/** A leaf whose best split is asked for. */
export interface Candidate {
	/** Address of its histogram. */
	readonly histogram: number;
	readonly gradient: number;
	readonly hessian: number;
	readonly rows: LeafRows;
	/** What the answers under it are kept between. */
	readonly lower: number;
	readonly upper: number;
}

/** The best way to split a leaf; feature -1 where there is none. */
export interface Split {
	readonly gain: number;
	readonly feature: number;
	/** Of a number the last bin that goes left. */
	readonly bin: number;
	readonly missingLeft: number;
	/** One bit a bin that goes left. */
	readonly leftBins: Uint32Array;
	readonly leftGradient: number;
	readonly leftHessian: number;
}

/**
 * The heavy steps of boosting, which one thread or many take over the rows in a kernel's memory. The answers are the same to the bit
 * whoever takes them. Each laps its phase on the recorder of the run.
 */
export interface TreeWork {
	/** Gradients and hessians of the training rows from their margins; returns the sum of their weighted losses. */
	trainGradients(): number;
	/** The sum of the losses of rows that are held out; 0 where there are none. */
	loss(part: 'validation' | 'test'): number;
	/** Begins a tree of margin `output` on these training rows, all of them in one leaf. */
	startTree(
		output: number,
		rows: Uint32Array
	): { readonly rows: LeafRows; readonly gradient: number; readonly hessian: number };
	/** The best split of the leaf of all rows, whose histogram is filled. */
	splitRoot(root: Candidate): Split;
	/**
	 * The best splits of two leaves that were one, the smaller first. The histogram of the smaller is filled; that of the larger holds
	 * what the two were together, and the smaller is taken off it.
	 */
	splitChildren(smaller: Candidate, larger: Candidate): readonly [Split, Split];
	/** Moves the rows that go left to the front of the leaf, both sides in order; returns how many. */
	partition(rows: LeafRows, split: Split): number;
	/** Sums over the rows of each leaf, from the gradients of the tree's margin. */
	sumLeaves(leaves: readonly LeafRows[]): Sums[];
	/** Of each leaf the weighted quantile of label - margin. */
	leafQuantiles(leaves: readonly LeafRows[], level: number): number[];
	/** Adds each leaf's answer to the margins of its rows. */
	addLeaves(leaves: readonly LeafRows[], values: readonly number[]): void;
	/** Adds the answers of the tree whose nodes were written to the layout to the margins of the rows from `begin` on. */
	applyTree(begin: number): void;
}
