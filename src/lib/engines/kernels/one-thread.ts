import type { TreesParams } from '$lib/core/train/params/trees';
import type { FitHooks, Problem } from '$lib/core/train/problem';
import type { TreesKernel } from './load';
import { treeLoss } from './tree-priors';
import { candidateBytes, setBytes, type TreesLayout } from './trees-layout';
import type { LeafRows, Split, Sums, TreeWork } from './tree-work';

/** The work of boosting on the thread that asks. */
export function oneThread(
	kernel: TreesKernel,
	layout: TreesLayout,
	problem: Problem,
	params: TreesParams,
	{ recorder }: FitHooks
): TreeWork {
	const { buffer } = kernel.memory;
	const { validationBegin, testBegin, rows, features, outputs, histogramBytes, countBytes } = layout;
	const { bins, offsets, valueBins, roles, settings, label, weight, index, spare, candidate, leftBins, out } = layout;
	const facts = new DataView(buffer, out, 128);
	const asked = new DataView(buffer, candidate, candidateBytes);
	const loss = treeLoss(problem, params);
	const { quantile } = params;
	const isCounted = params.minChildRows > 1;
	let gh = layout.gh;
	let margin = layout.margin;

	const gradients = (begin: number, end: number): number => {
		if (loss === 'logistic') return kernel.gradientLogistic(begin, end, layout.margin, label, weight, layout.gh);
		if (loss === 'squared') return kernel.gradientSquared(begin, end, layout.margin, label, weight, layout.gh);
		if (loss === 'poisson') return kernel.gradientPoisson(begin, end, layout.margin, label, weight, layout.gh);
		if (loss !== 'softmax') {
			const [under, over] = loss === 'absolute' ? [1, 1] : [quantile, 1 - quantile];
			return kernel.gradientPinball(begin, end, under, over, layout.margin, label, weight, layout.gh);
		}
		return kernel.gradientSoftmax(begin, end, rows, outputs, layout.margin, label, weight, layout.gh);
	};
	const readSplit = (): Split => ({
		gain: facts.getFloat64(0, true),
		leftGradient: facts.getFloat64(8, true),
		leftHessian: facts.getFloat64(16, true),
		feature: facts.getInt32(24, true),
		bin: facts.getInt32(28, true),
		missingLeft: facts.getInt32(32, true),
		leftBins: new Uint32Array(buffer, out + 40, setBytes / 4).slice()
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
		startTree(output, own) {
			gh = layout.gh + output * rows * 8;
			margin = layout.margin + output * rows * 4;
			new Uint32Array(buffer, index, own.length).set(own);
			const all = { begin: 0, count: own.length };
			const { gradient, hessian } = sumRows(all);
			recorder.lap('partition');
			return { rows: all, gradient, hessian };
		},
		histogram(target, { begin, count }) {
			const from = index + begin * 4;
			kernel.histogram(target, histogramBytes, from, count, bins, features, features, offsets, gh);
			if (isCounted)
				kernel.countRows(target + histogramBytes, countBytes, from, count, bins, features, features, offsets);
			recorder.lap('histogram');
		},
		subtract(target, parent, sibling) {
			kernel.subtract(target, parent, sibling, histogramBytes);
			if (isCounted) {
				const [to, whole, part] = [target, parent, sibling].map((place) => place + histogramBytes);
				kernel.subtractCounts(to ?? 0, whole ?? 0, part ?? 0, countBytes);
			}
			recorder.lap('histogram');
		},
		bestSplits(candidates) {
			const found = candidates.map(({ histogram, gradient, hessian, lower, upper, rows: { count } }) => {
				[gradient, hessian, lower, upper].forEach((value, at) => asked.setFloat64(at * 8, value, true));
				asked.setInt32(32, count, true);
				const counts = histogram + histogramBytes;
				kernel.split(histogram, counts, 0, features, offsets, valueBins, roles, candidate, settings, out);
				return readSplit();
			});
			recorder.lap('split');
			return found;
		},
		partition({ begin, count }, split) {
			new Uint32Array(buffer, leftBins, setBytes / 4).set(split.leftBins);
			const left = kernel.partition(index + begin * 4, count, bins + split.feature, features, leftBins, spare);
			recorder.lap('partition');
			return left;
		},
		sumLeaves(leaves) {
			const sums = leaves.map(sumRows);
			recorder.lap('partition');
			return sums;
		},
		leafQuantiles(leaves, level) {
			const found = leaves.map(({ begin, count }) =>
				kernel.leafQuantile(index + begin * 4, count, label, margin, weight, level, spare + begin * 8)
			);
			recorder.lap('partition');
			return found;
		},
		addLeaves(leaves, values) {
			leaves.forEach(({ begin, count }, at) => kernel.addLeaf(index + begin * 4, count, margin, values[at] ?? 0));
			recorder.lap('partition');
		},
		applyTree(begin) {
			kernel.applyTree(begin, rows, bins, features, layout.nodes, margin);
			recorder.lap('evaluate');
		}
	};
}
