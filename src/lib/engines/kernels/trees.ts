import { AppError } from '$lib/core/errors';
import type { Tree, TreesEstimator } from '$lib/core/model/model';
import { binEdges } from '$lib/core/train/bins';
import { resolveParams } from '$lib/core/train/params';
import type { TreesParams } from '$lib/core/train/params/trees';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import type { TreesKernel } from './load';

const nodeBytes = 24;
const slotBytes = 16;
const sampleRows = 200_000;
const mostHistogramBytes = 2 ** 31;

const roundUp = (rows: number) => Math.ceil(rows / 4) * 4;

/** Where everything lies in the kernel's memory. Test rows follow the training rows, each part padded to a multiple of 4. */
interface Layout {
	readonly trainRows: number;
	readonly testBegin: number;
	readonly rows: number;
	readonly testRows: number;
	readonly features: number;
	readonly outputs: number;
	readonly edges: readonly Float32Array[];
	readonly histogramBytes: number;
	readonly bins: number;
	readonly offsets: number;
	readonly valueBins: number;
	readonly margin: number;
	readonly label: number;
	readonly weight: number;
	readonly gh: number;
	readonly order: number;
	readonly index: number;
	readonly spare: number;
	readonly nodes: number;
	readonly out: number;
	readonly pool: readonly number[];
}

interface Leaf {
	readonly node: number;
	readonly begin: number;
	readonly count: number;
	readonly histogram: number;
	readonly gradient: number;
	readonly hessian: number;
	readonly split: Split;
}
interface Split {
	readonly gain: number;
	readonly feature: number;
	readonly bin: number;
	readonly missingLeft: number;
	readonly leftGradient: number;
	readonly leftHessian: number;
}

/** Gradient-boosted trees, leaf-wise: each round grows one tree a margin, always splitting the leaf with the largest gain. */
export async function fitTrees(kernel: TreesKernel, problem: Problem, hooks: FitHooks): Promise<TreesEstimator> {
	const params = resolveParams('trees', problem.params);
	const layout = prepare(kernel, problem, params, hooks);
	const base = priors(problem);
	const margin = new Float32Array(kernel.memory.buffer, layout.margin, layout.rows * layout.outputs);
	base.forEach((value, k) => margin.fill(value, k * layout.rows, (k + 1) * layout.rows));
	const trees: Tree[] = [];
	const { recorder } = hooks;
	gradients(kernel, problem, layout, 0, layout.testBegin);
	recorder.lap('gradient');
	for (let round = 1; round <= params.rounds; round++) {
		recorder.open(`round ${round}`);
		for (let k = 0; k < layout.outputs; k++) trees.push(growTree(kernel, layout, params, k, hooks));
		const trainLoss = gradients(kernel, problem, layout, 0, layout.testBegin) / problem.train.weightSum;
		recorder.lap('gradient');
		const testLoss =
			problem.test.weightSum > 0
				? gradients(kernel, problem, layout, layout.testBegin, layout.rows) / problem.test.weightSum
				: null;
		recorder.lap('evaluate');
		recorder.close();
		hooks.step({ step: round, total: params.rounds, train: trainLoss, validation: null, test: testLoss });
		await hooks.pause();
	}
	return { type: 'trees', base, trees };
}

function prepare(kernel: TreesKernel, problem: Problem, params: TreesParams, { recorder }: FitHooks): Layout {
	const trainRows = problem.train.rows.length;
	const testRows = problem.test.rows.length;
	const testBegin = roundUp(trainRows);
	const rows = testBegin + roundUp(testRows);
	const { width: features, outputs } = problem;
	const train = new Float32Array(trainRows * features);
	const test = new Float32Array(testRows * features);
	problem.train.encode(train, { rowStride: 1, columnStride: trainRows });
	problem.test.encode(test, { rowStride: 1, columnStride: testRows });
	recorder.lap('read');

	const step = Math.ceil(trainRows / sampleRows);
	const edges = Array.from({ length: features }, (_, feature) => {
		const column = train.subarray(feature * trainRows, (feature + 1) * trainRows);
		return binEdges((step > 1 ? column.filter((_, row) => row % step === 0) : column.slice()).sort(), params.bins);
	});
	const slots = edges.map((cuts) => cuts.length + 2);
	const histogramBytes = slots.reduce((sum, count) => sum + count, 0) * slotBytes;
	if (histogramBytes * params.leaves > mostHistogramBytes)
		throw new AppError('train/params-invalid', {
			estimator: 'trees',
			param: 'leaves',
			value: String(params.leaves),
			allowed: `2..${Math.floor(mostHistogramBytes / histogramBytes)}`
		});
	const layout = {
		...{ trainRows, testRows, testBegin, rows, features, outputs, edges, histogramBytes },
		bins: kernel.alloc(rows * features),
		offsets: kernel.alloc(features * 4),
		valueBins: kernel.alloc(features * 4),
		margin: kernel.alloc(rows * outputs * 4),
		label: kernel.alloc(rows * 4),
		weight: kernel.alloc(rows * 4),
		gh: kernel.alloc(rows * outputs * 8),
		order: kernel.alloc(rows * 4),
		index: kernel.alloc(rows * 4),
		spare: kernel.alloc(rows * 4),
		nodes: kernel.alloc(params.leaves * 2 * nodeBytes),
		out: kernel.alloc(64),
		pool: Array.from({ length: params.leaves }, () => kernel.alloc(histogramBytes))
	};
	const scratch = kernel.alloc(rows * 4);
	const edgeScratch = kernel.alloc(256 * 4);
	const { buffer } = kernel.memory;
	const offsets = new Uint32Array(buffer, layout.offsets, features);
	const valueBins = new Int32Array(buffer, layout.valueBins, features);
	const column = new Float32Array(buffer, scratch, rows);
	let offset = 0;
	edges.forEach((cuts, feature) => {
		offsets[feature] = offset;
		offset += (slots[feature] ?? 0) * slotBytes;
		valueBins[feature] = cuts.length + 1;
		column.set(train.subarray(feature * trainRows, (feature + 1) * trainRows));
		column.set(test.subarray(feature * testRows, (feature + 1) * testRows), testBegin);
		new Float32Array(buffer, edgeScratch, cuts.length).set(cuts);
		kernel.binColumn(scratch, rows, edgeScratch, cuts.length, layout.bins + feature, features);
	});
	for (const [part, begin] of [
		[problem.train, 0],
		[problem.test, testBegin]
	] as const) {
		new Float32Array(buffer, layout.label, rows).set(part.labels, begin);
		new Float32Array(buffer, layout.weight, rows).set(part.weights, begin);
	}
	new Uint32Array(buffer, layout.order, trainRows).forEach((_, row, order) => (order[row] = row));
	recorder.lap('bin');
	return layout;
}

function gradients(kernel: TreesKernel, { loss }: Problem, layout: Layout, begin: number, end: number): number {
	const { margin, label, weight, gh, rows, outputs } = layout;
	if (loss === 'logistic') return kernel.gradientLogistic(begin, end, margin, label, weight, gh);
	if (loss === 'squared') return kernel.gradientSquared(begin, end, margin, label, weight, gh);
	return kernel.gradientSoftmax(begin, end, rows, outputs, margin, label, weight, gh);
}

/** Margins to start from: log odds, log shares, or 0 for standardised numbers. */
function priors({ loss, outputs, train }: Problem): number[] {
	if (loss === 'squared') return [0];
	const sums = new Array<number>(loss === 'logistic' ? 2 : outputs).fill(0);
	train.labels.forEach((label, at) => (sums[label] = (sums[label] ?? 0) + (train.weights[at] ?? 0)));
	const shares = sums.map((sum) => Math.max(sum / train.weightSum, 1e-9));
	return loss === 'logistic'
		? [Math.fround(Math.log((shares[1] ?? 0) / (shares[0] ?? 1)))]
		: shares.map((share) => Math.fround(Math.log(share)));
}

function growTree(kernel: TreesKernel, layout: Layout, params: TreesParams, k: number, { recorder }: FitHooks): Tree {
	const { buffer } = kernel.memory;
	const gh = layout.gh + k * layout.rows * 8;
	const free = [...layout.pool];
	const tree = emptyTree(k);
	const bins: number[] = [];
	const facts = new DataView(buffer, layout.out, 64);
	const addNode = (): number => {
		tree.feature.push(-1);
		for (const list of [tree.threshold, tree.left, tree.right, tree.missingLeft, tree.value, tree.cover, bins])
			list.push(0);
		return tree.feature.length - 1;
	};
	const bestSplit = (histogram: number, gradient: number, hessian: number): Split => {
		const { features, offsets, valueBins, out } = layout;
		kernel.split(histogram, features, offsets, valueBins, gradient, hessian, params.l2, params.minChildWeight, out);
		recorder.lap('split');
		return {
			gain: facts.getFloat64(0, true),
			leftGradient: facts.getFloat64(8, true),
			leftHessian: facts.getFloat64(16, true),
			feature: facts.getInt32(24, true),
			bin: facts.getInt32(28, true),
			missingLeft: facts.getInt32(32, true)
		};
	};
	const count = (histogram: number, begin: number, rows: number) => {
		const { histogramBytes, index, bins: binned, features, offsets } = layout;
		kernel.histogram(histogram, histogramBytes, index + begin * 4, rows, binned, features, features, offsets, gh);
		recorder.lap('histogram');
	};

	new Uint32Array(buffer, layout.index, layout.trainRows).set(new Uint32Array(buffer, layout.order, layout.trainRows));
	kernel.sumRows(layout.index, layout.trainRows, gh, layout.weight, layout.out);
	const gradient = facts.getFloat64(0, true);
	const hessian = facts.getFloat64(8, true);
	recorder.lap('partition');
	const root = free.pop() ?? 0;
	count(root, 0, layout.trainRows);
	const rootSplit = bestSplit(root, gradient, hessian);
	const leaves: Leaf[] = [
		{ node: addNode(), begin: 0, count: layout.trainRows, histogram: root, gradient, hessian, split: rootSplit }
	];

	while (leaves.length < params.leaves) {
		let at = -1;
		leaves.forEach(({ split }, place) => {
			if (split.feature >= 0 && split.gain > (leaves[at]?.split.gain ?? 0)) at = place;
		});
		const leaf = leaves[at];
		if (!leaf) break;
		const { split, begin, node } = leaf;
		const edges = layout.edges[split.feature] ?? new Float32Array(0);
		const left = kernel.partition(
			layout.index + begin * 4,
			leaf.count,
			layout.bins + split.feature,
			layout.features,
			split.bin,
			edges.length + 1,
			split.missingLeft,
			layout.spare
		);
		recorder.lap('partition');
		tree.feature[node] = split.feature;
		tree.threshold[node] = edges[split.bin] ?? largestFloat;
		tree.missingLeft[node] = split.missingLeft;
		bins[node] = split.bin;
		tree.left[node] = addNode();
		tree.right[node] = addNode();
		const right = leaf.count - left;
		const isLeftSmall = left <= right;
		const small = free.pop() ?? 0;
		count(small, isLeftSmall ? begin : begin + left, isLeftSmall ? left : right);
		kernel.subtract(leaf.histogram, leaf.histogram, small, layout.histogramBytes);
		recorder.lap('histogram');
		const child = (isLeft: boolean): Leaf => {
			const histogram = isLeft === isLeftSmall ? small : leaf.histogram;
			const g = isLeft ? split.leftGradient : leaf.gradient - split.leftGradient;
			const h = isLeft ? split.leftHessian : leaf.hessian - split.leftHessian;
			return {
				node: (isLeft ? tree.left[node] : tree.right[node]) ?? 0,
				begin: isLeft ? begin : begin + left,
				count: isLeft ? left : right,
				histogram,
				gradient: g,
				hessian: h,
				split: bestSplit(histogram, g, h)
			};
		};
		leaves.splice(at, 1, child(true), child(false));
	}

	for (const { node, begin, count: rows } of leaves) {
		kernel.sumRows(layout.index + begin * 4, rows, gh, layout.weight, layout.out);
		const value = -facts.getFloat64(0, true) / (facts.getFloat64(8, true) + params.l2);
		tree.value[node] = Math.fround(params.learningRate * value);
		tree.cover[node] = facts.getFloat64(16, true);
		kernel.addLeaf(layout.index + begin * 4, rows, layout.margin + k * layout.rows * 4, tree.value[node] ?? 0);
	}
	for (let node = tree.feature.length - 1; node >= 0; node--) {
		if ((tree.feature[node] ?? -1) >= 0)
			tree.cover[node] = (tree.cover[tree.left[node] ?? 0] ?? 0) + (tree.cover[tree.right[node] ?? 0] ?? 0);
	}
	recorder.lap('partition');
	if (layout.testRows > 0) {
		writeNodes(buffer, layout.nodes, tree, bins);
		const margin = layout.margin + k * layout.rows * 4;
		const { testBegin, rows, bins: binned, features, nodes, valueBins } = layout;
		kernel.applyTree(testBegin, rows, binned, features, nodes, valueBins, margin);
		recorder.lap('evaluate');
	}
	return tree;
}

/** Stands for "any number": the split between what is there and what is missing. */
const largestFloat = 3.4028234663852886e38;

function emptyTree(output: number): Tree {
	return { feature: [], threshold: [], left: [], right: [], missingLeft: [], value: [], cover: [], output };
}

function writeNodes(buffer: ArrayBuffer, at: number, tree: Tree, bins: readonly number[]): void {
	const view = new DataView(buffer, at);
	tree.feature.forEach((feature, node) => {
		const place = node * nodeBytes;
		view.setInt32(place, feature, true);
		view.setInt32(place + 4, bins[node] ?? 0, true);
		view.setInt32(place + 8, tree.missingLeft[node] ?? 0, true);
		view.setInt32(place + 12, tree.left[node] ?? 0, true);
		view.setInt32(place + 16, tree.right[node] ?? 0, true);
		view.setFloat32(place + 20, tree.value[node] ?? 0, true);
	});
}
