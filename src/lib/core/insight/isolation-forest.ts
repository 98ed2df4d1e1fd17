import type { Checkpoint } from '../clarify/checkpoint';
import { seededRandom, shuffledIndex, type Random } from '../random';

const trees = 100;
const sampleSize = 256;
const euler = 0.5772156649015329;

/** A node cuts column `column` at `cut`; a leaf (`column` -1) holds `size` rows. */
export interface IsolationTree {
	readonly column: number[];
	readonly cut: number[];
	readonly left: number[];
	readonly right: number[];
	readonly size: number[];
}

/** Random trees, each over `size` rows. */
export interface IsolationForest {
	readonly trees: readonly IsolationTree[];
	readonly size: number;
}

/** Mean length of an unsuccessful search in a binary tree of n: 2 H(n - 1) - 2 (n - 1) / n. */
export function meanPath(n: number): number {
	if (n <= 1) return 0;
	return n === 2 ? 1 : 2 * (Math.log(n - 1) + euler) - (2 * (n - 1)) / n;
}

/** 100 random trees over 256 rows each (Liu, Ting & Zhou 2008). Columns hold no NaN. */
export async function growIsolationForest(
	columns: readonly Float64Array[],
	rows: number,
	seed: number,
	checkpoint: Checkpoint
): Promise<IsolationForest> {
	const random = seededRandom(seed);
	const size = Math.min(sampleSize, rows);
	const grown: IsolationTree[] = [];
	for (let t = 0; t < trees; t++) {
		await checkpoint(t, trees);
		grown.push(grow(columns, shuffledIndex(rows, random).slice(0, size), random));
	}
	return { trees: grown, size };
}

/** How easily a row is singled out: 2^(-mean depth / meanPath(size)), from 0 to 1, about 0.5 for an ordinary one. */
export function anomalyScore({ trees: grown, size }: IsolationForest, columns: readonly Float64Array[], row: number) {
	let depth = 0;
	for (const tree of grown) depth += depthOf(tree, columns, row);
	return 2 ** (-depth / grown.length / Math.max(1e-12, meanPath(size)));
}

/** How ordinary each row is: 0.5 - its anomaly score. Below 0 a row is easier to single out than most. Columns hold no NaN. */
export async function isolationScores(
	columns: readonly Float64Array[],
	rows: number,
	seed: number,
	checkpoint: Checkpoint
): Promise<Float64Array> {
	const forest = await growIsolationForest(columns, rows, seed, checkpoint);
	const scores = new Float64Array(rows);
	for (let row = 0; row < rows; row++) {
		if (row % 1000 === 0) await checkpoint(row, rows);
		scores[row] = 0.5 - anomalyScore(forest, columns, row);
	}
	return scores;
}

function grow(columns: readonly Float64Array[], sample: Int32Array, random: Random): IsolationTree {
	const tree: IsolationTree = { column: [], cut: [], left: [], right: [], size: [] };
	const most = Math.ceil(Math.log2(Math.max(2, sample.length)));
	const add = (rows: Int32Array, depth: number): number => {
		const node = tree.column.length;
		tree.column.push(-1);
		tree.cut.push(0);
		tree.left.push(0);
		tree.right.push(0);
		tree.size.push(rows.length);
		if (depth >= most || rows.length <= 1) return node;
		const split = randomCut(columns, rows, random);
		if (!split) return node;
		const values = columns[split.column] ?? new Float64Array(0);
		tree.column[node] = split.column;
		tree.cut[node] = split.cut;
		tree.left[node] = add(
			rows.filter((row) => (values[row] ?? 0) < split.cut),
			depth + 1
		);
		tree.right[node] = add(
			rows.filter((row) => !((values[row] ?? 0) < split.cut)),
			depth + 1
		);
		return node;
	};
	add(sample, 0);
	return tree;
}

/** A column that varies among the rows, and a place between its least and its greatest value; null where none does. */
function randomCut(columns: readonly Float64Array[], rows: Int32Array, random: Random) {
	const first = Math.floor(random() * columns.length);
	for (let tried = 0; tried < columns.length; tried++) {
		const column = (first + tried) % columns.length;
		let [least, most] = [Infinity, -Infinity];
		for (const row of rows) {
			const value = columns[column]?.[row] ?? 0;
			least = Math.min(least, value);
			most = Math.max(most, value);
		}
		if (most > least) return { column, cut: least + (1 - random()) * (most - least) };
	}
	return null;
}

function depthOf(tree: IsolationTree, columns: readonly Float64Array[], row: number): number {
	let node = 0;
	let depth = 0;
	for (let column = tree.column[0] ?? -1; column >= 0; column = tree.column[node] ?? -1) {
		node = ((columns[column]?.[row] ?? 0) < (tree.cut[node] ?? 0) ? tree.left[node] : tree.right[node]) ?? 0;
		depth += 1;
	}
	return depth + meanPath(tree.size[node] ?? 0);
}
