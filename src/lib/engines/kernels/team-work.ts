import type { TreesParams } from '$lib/core/train/params/trees';
import type { Problem } from '$lib/core/train/problem';
import { blocksOf, shareOf } from './share';
import { deal, type Call, type Team } from './team';
import { treeLoss } from './tree-priors';
import { candidateBytes, outBytes, setBytes, sumBytes, type TreesLayout } from './trees-layout';
import type { Candidate, LeafRows, Split, TreeWork } from './tree-work';

/** A leaf of fewer rows is divided by one thread: waiting for others takes longer. */
const leastSharedRows = 4096;
/** Of a leaf of fewer rows each share sums all for its features, of a larger one its share of the rows for all. */
const leastSplitRows = 6000;

/**
 * The heavy steps of boosting, taken by a team: histograms and splits by stretches of features, the rest by stretches of rows. What is
 * summed in floats is summed in blocks of rows, so the answers do not depend on the size of the team.
 */
export function teamWork(team: Team, layout: TreesLayout, problem: Problem, params: TreesParams): TreeWork {
	const { kernel, size, run } = team;
	const { trainRows, validationBegin, testBegin, rows, features, outputs, firstSlots } = layout;
	const { bins, offsets, valueBins, roles, settings, label, weight, packed, index, spare, histogramBytes } = layout;
	const { shareHistograms } = layout;
	const loss = treeLoss(problem, params);
	const isCounted = params.minChildRows > 1;
	const facts = (place: number) => new DataView(kernel.memory.buffer, place);
	let gh = layout.gh;
	let margin = layout.margin;
	/** What one step of a packed gradient or hessian stands for. */
	let gradientStep = 1;
	let hessianStep = 1;

	const lossCall = (first: number, end: number): Call => {
		const rest = [layout.margin, label, weight, layout.gh] as const;
		if (loss === 'logistic') return ['gradientLogistic', first, end, ...rest];
		if (loss === 'squared') return ['gradientSquared', first, end, ...rest];
		if (loss === 'poisson') return ['gradientPoisson', first, end, ...rest];
		if (loss === 'softmax') return ['gradientSoftmax', first, end, rows, outputs, ...rest];
		const [under, over] = loss === 'absolute' ? [1, 1] : [params.quantile, 1 - params.quantile];
		return ['gradientPinball', first, end, under, over, ...rest];
	};
	const losses = (from: number, to: number): number => {
		const blocks = blocksOf({ begin: from, count: to - from });
		const sums = deal(team, blocks.length, (at) => {
			const { begin: first, end } = endsOf(blocks[at]);
			return lossCall(first, end);
		});
		return sums.reduce((sum, own) => sum + own, 0);
	};
	const packAll = (): void => {
		const blocks = blocksOf({ begin: 0, count: trainRows });
		deal(team, blocks.length, (at) => {
			const { begin: first, end } = endsOf(blocks[at]);
			return ['sumMagnitudes', first, end, gh, layout.sums + at * sumBytes];
		});
		const view = facts(layout.sums);
		const total = (offset: number) =>
			blocks.reduce((sum, _, at) => sum + view.getFloat64(at * sumBytes + offset, true), 0);
		const [gradientScale, hessianScale] = [packScale(total(0), trainRows), packScale(total(8), trainRows)];
		gradientStep = 1 / gradientScale;
		hessianStep = 1 / hessianScale;
		run((share) => {
			const { from, to } = shareOf(share, size, validationBegin, 4);
			return [['packGradients', from, to, gh, gradientScale, hessianScale, packed]];
		});
	};
	const fillCalls = (histogram: number, from: number, to: number, { begin: first, count }: LeafRows): Call[] => {
		const own = [from, to, offsets, index + first * 4, count, bins, features] as const;
		const sums: Call = ['histogram', histogram, ...own, packed];
		return isCounted ? [sums, ['countRows', histogram + histogramBytes, ...own]] : [sums];
	};
	/**
	 * What is left of filling the histogram of a leaf. Of a large one each share has summed its share of the rows and adds the others' up for
	 * its features; of a small one each sums all rows for its features.
	 */
	const fill = ({ histogram, rows: leaf }: Candidate): ((share: number) => Call[]) => {
		if (size === 1 || leaf.count < leastSplitRows)
			return (share) => {
				const { from, to } = shareOf(share, size, features);
				return fillCalls(histogram, from, to, leaf);
			};
		run((share) => {
			const { from, to } = shareOf(share, size, leaf.count);
			return fillCalls(shareHistograms[share - 1] ?? histogram, 0, features, {
				begin: leaf.begin + from,
				count: to - from
			});
		});
		return (share) => {
			const slots = slotsOf(share);
			return shareHistograms.flatMap((part): Call[] => {
				const sums: Call = ['add', histogram, part, ...slots];
				return isCounted ? [sums, ['addCounts', histogram + histogramBytes, part + histogramBytes, ...slots]] : [sums];
			});
		};
	};
	const slotsOf = (share: number): readonly [number, number] => {
		const { from, to } = shareOf(share, size, features);
		return [firstSlots[from] ?? 0, firstSlots[to] ?? 0];
	};
	const takeOffCalls = (whole: number, part: number, share: number): Call[] => {
		const slots = slotsOf(share);
		const sums: Call = ['subtract', whole, whole, part, ...slots];
		const [counts, partCounts] = [whole + histogramBytes, part + histogramBytes];
		return isCounted ? [sums, ['subtractCounts', counts, counts, partCounts, ...slots]] : [sums];
	};
	const splitCall = (histogram: number, at: number, share: number): Call => {
		const { from, to } = shareOf(share, size, features);
		const own = layout.candidates + at * candidateBytes;
		const out = (layout.out[share] ?? 0) + at * outBytes;
		const sums = [histogram, histogram + histogramBytes, gradientStep, hessianStep] as const;
		return ['split', ...sums, from, to, offsets, valueBins, roles, own, settings, out];
	};
	const writeCandidates = (...asked: readonly Candidate[]): void => {
		const view = facts(layout.candidates);
		asked.forEach(({ gradient, hessian, lower, upper, rows: { count } }, at) => {
			const place = at * candidateBytes;
			[gradient, hessian, lower, upper].forEach((value, field) => view.setFloat64(place + field * 8, value, true));
			view.setInt32(place + 32, count, true);
		});
	};
	/** The best of what the threads found; of equals the first, as if one had looked at the features in order. */
	const bestSplit = (at: number): Split =>
		layout.out
			.map((out) => readSplit(facts(out + at * outBytes)))
			.reduce((best, split) => (best.feature < 0 || (split.feature >= 0 && split.gain > best.gain) ? split : best));

	return {
		trainGradients: () => losses(0, validationBegin),
		loss: (part) => (part === 'validation' ? losses(validationBegin, testBegin) : losses(testBegin, rows)),
		startTree(output, own) {
			gh = layout.gh + output * rows * 8;
			margin = layout.margin + output * rows * 4;
			new Uint32Array(kernel.memory.buffer, index, own.length).set(own);
			packAll();
			run((share) => {
				const { from, to } = shareOf(share, size, own.length);
				return [['sumPacked', index + from * 4, to - from, packed, layout.out[share] ?? 0]];
			});
			const sums = layout.out.map(facts);
			return {
				rows: { begin: 0, count: own.length },
				gradient: sums.reduce((sum, view) => sum + view.getInt32(4, true), 0) * gradientStep,
				hessian: sums.reduce((sum, view) => sum + view.getInt32(0, true), 0) * hessianStep
			};
		},
		splitRoot(root) {
			writeCandidates(root);
			const filled = fill(root);
			run((share) => [...filled(share), splitCall(root.histogram, 0, share)]);
			return bestSplit(0);
		},
		splitChildren(smaller, larger) {
			writeCandidates(smaller, larger);
			const filled = fill(smaller);
			run((share) => [
				...filled(share),
				...takeOffCalls(larger.histogram, smaller.histogram, share),
				splitCall(smaller.histogram, 0, share),
				splitCall(larger.histogram, 1, share)
			]);
			return [bestSplit(0), bestSplit(1)];
		},
		partition({ begin: first, count }, { feature, leftBins }) {
			new Uint32Array(kernel.memory.buffer, layout.leftBins, setBytes / 4).set(leftBins);
			const how = [bins + feature, features, layout.leftBins] as const;
			if (size === 1 || count < leastSharedRows) {
				const lefts = run((share) => (share === 0 ? [['partition', index + first * 4, count, ...how, spare]] : []));
				return lefts[0]?.[0] ?? 0;
			}
			const shares = Array.from({ length: size }, (_, share) => {
				const { from, to } = shareOf(share, size, count);
				return { from: (first + from) * 4, count: to - from };
			});
			const lefts = run((share) =>
				shares
					.slice(share, share + 1)
					.map(({ from, count: own }) => ['partitionPart', index + from, own, ...how, spare + from])
			).map(([left = 0]) => left);
			const left = lefts.reduce((sum, own) => sum + own, 0);
			let leftAt = index + first * 4;
			let rightAt = leftAt + left * 4;
			const merges = shares.map(({ from, count: own }, share): Call => {
				const goLeft = lefts[share] ?? 0;
				const call: Call = ['mergePart', spare + from, own, goLeft, leftAt, rightAt];
				leftAt += goLeft * 4;
				rightAt += (own - goLeft) * 4;
				return call;
			});
			run((share) => merges.slice(share, share + 1));
			return left;
		},
		sumLeaves(leaves) {
			const parts = leaves.flatMap((leaf, at) => blocksOf(leaf).map((block) => ({ leaf: at, ...block })));
			deal(team, parts.length, (at) => {
				const { begin: first, count } = parts[at] ?? nowhere;
				return ['sumRows', index + first * 4, count, gh, weight, layout.sums + at * sumBytes];
			});
			const view = facts(layout.sums);
			const sums = leaves.map(() => ({ gradient: 0, hessian: 0, cover: 0 }));
			parts.forEach(({ leaf }, at) => {
				const sum = sums[leaf];
				if (!sum) return;
				sum.gradient += view.getFloat64(at * sumBytes, true);
				sum.hessian += view.getFloat64(at * sumBytes + 8, true);
				sum.cover += view.getFloat64(at * sumBytes + 16, true);
			});
			return sums;
		},
		leafQuantiles(leaves, level) {
			return deal(team, leaves.length, (at) => {
				const { begin: first, count } = leaves[at] ?? nowhere;
				return ['leafQuantile', index + first * 4, count, label, margin, weight, level, spare + first * 8];
			});
		},
		addLeaves(leaves, values) {
			const parts = leaves.flatMap((leaf, at) => blocksOf(leaf).map((block) => ({ value: values[at] ?? 0, ...block })));
			deal(team, parts.length, (at) => {
				const { begin: first, count, value } = parts[at] ?? { ...nowhere, value: 0 };
				return ['addLeaf', index + first * 4, count, margin, value];
			});
		},
		applyTree(first) {
			run((share) => {
				const { from, to } = shareOf(share, size, rows - first);
				return [['applyTree', first + from, first + to, bins, features, layout.nodes, margin]];
			});
		}
	};
}

const nowhere: LeafRows = { begin: 0, count: 0 };

function endsOf({ begin, count }: LeafRows = nowhere): { begin: number; end: number } {
	return { begin, end: begin + count };
}

/** Steps to 1 of a packed sum: the power of two that brings the sum of magnitudes, each rounded, closest to 31 bits. */
function packScale(sum: number, rows: number): number {
	return sum > 0 ? 2 ** Math.min(Math.floor(Math.log2((2 ** 31 - 1 - rows) / sum)), 100) : 1;
}

function readSplit(view: DataView): Split {
	return {
		gain: view.getFloat64(0, true),
		leftGradient: view.getFloat64(8, true),
		leftHessian: view.getFloat64(16, true),
		feature: view.getInt32(24, true),
		bin: view.getInt32(28, true),
		missingLeft: view.getInt32(32, true),
		leftBins: new Uint32Array(view.buffer, view.byteOffset + 40, setBytes / 4).slice()
	};
}
