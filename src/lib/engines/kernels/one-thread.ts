import type { TreesParams } from '$lib/core/train/params/trees';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import type { TreesKernel } from './load';
import type { TreesLayout } from './trees-layout';
import type { LeafRows, Split, Sums, TreeWork } from './tree-work';

/** The work of boosting on the thread that asks. */
export function oneThread(
	kernel: TreesKernel,
	layout: TreesLayout,
	{ loss }: Problem,
	{ l2, minChildWeight }: TreesParams,
	{ recorder }: FitHooks
): TreeWork {
	const { buffer } = kernel.memory;
	const { trainRows, validationBegin, testBegin, rows, features, outputs, histogramBytes } = layout;
	const { bins, offsets, valueBins, label, weight, index, spare, out } = layout;
	const facts = new DataView(buffer, out, 64);
	let gh = layout.gh;
	let margin = layout.margin;

	const gradients = (begin: number, end: number): number => {
		if (loss === 'logistic') return kernel.gradientLogistic(begin, end, layout.margin, label, weight, layout.gh);
		if (loss === 'squared') return kernel.gradientSquared(begin, end, layout.margin, label, weight, layout.gh);
		return kernel.gradientSoftmax(begin, end, rows, outputs, layout.margin, label, weight, layout.gh);
	};
	const readSplit = (): Split => ({
		gain: facts.getFloat64(0, true),
		leftGradient: facts.getFloat64(8, true),
		leftHessian: facts.getFloat64(16, true),
		feature: facts.getInt32(24, true),
		bin: facts.getInt32(28, true),
		missingLeft: facts.getInt32(32, true)
	});

	const sumRows = ({ begin, count }: LeafRows): Sums => {
		kernel.sumRows(index + begin * 4, count, gh, weight, out);
		return {
			gradient: facts.getFloat64(0, true),
			hessian: facts.getFloat64(8, true),
			cover: facts.getFloat64(16, true)
		};
	};

	return {
		trainGradients() {
			const sum = gradients(0, validationBegin);
			recorder.lap('gradient');
			return sum;
		},
		loss(part) {
			const sum = part === 'validation' ? gradients(validationBegin, testBegin) : gradients(testBegin, rows);
			recorder.lap('evaluate');
			return sum;
		},
		startTree(output) {
			gh = layout.gh + output * rows * 8;
			margin = layout.margin + output * rows * 4;
			new Uint32Array(buffer, index, trainRows).forEach((_, row, order) => (order[row] = row));
			const all = { begin: 0, count: trainRows };
			const { gradient, hessian } = sumRows(all);
			recorder.lap('partition');
			return { rows: all, gradient, hessian };
		},
		histogram(target, { begin, count }) {
			kernel.histogram(target, histogramBytes, index + begin * 4, count, bins, features, features, offsets, gh);
			recorder.lap('histogram');
		},
		subtract(target, parent, sibling) {
			kernel.subtract(target, parent, sibling, histogramBytes);
			recorder.lap('histogram');
		},
		bestSplits(candidates) {
			const found = candidates.map(({ histogram, gradient, hessian }) => {
				kernel.split(histogram, features, offsets, valueBins, gradient, hessian, l2, minChildWeight, out);
				return readSplit();
			});
			recorder.lap('split');
			return found;
		},
		partition({ begin, count }, { feature, bin, missingLeft }) {
			const missingBin = (layout.edges[feature]?.length ?? 0) + 1;
			const first = bins + feature;
			const left = kernel.partition(index + begin * 4, count, first, features, bin, missingBin, missingLeft, spare);
			recorder.lap('partition');
			return left;
		},
		sumLeaves(leaves) {
			const sums = leaves.map(sumRows);
			recorder.lap('partition');
			return sums;
		},
		addLeaves(leaves, values) {
			leaves.forEach(({ begin, count }, at) => kernel.addLeaf(index + begin * 4, count, margin, values[at] ?? 0));
			recorder.lap('partition');
		},
		applyToHeldOut() {
			kernel.applyTree(validationBegin, rows, bins, features, layout.nodes, valueBins, margin);
			recorder.lap('evaluate');
		}
	};
}
