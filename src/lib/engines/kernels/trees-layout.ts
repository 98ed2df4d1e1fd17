import { AppError } from '$lib/core/errors';
import type { TreesParams } from '$lib/core/train/params/trees';
import type { Problem } from '$lib/core/train/problem';
import { blocksOf } from './share';
import type { Team } from './team';

export const nodeBytes = 48;
/** One bit a bin. */
export const setBytes = 32;
export const candidateBytes = 48;
const settingsBytes = 64;
/** Sums over a stretch of rows: three f64. */
export const sumBytes = 24;
/** What the search for a split leaves and works in. */
export const outBytes = 4096;
/** Of so many leaves at once the best splits are asked for: of two that were one. */
const mostCandidates = 2;
const slotBytes = 8;
const offsetUnit = 16;
/** What the kernel's fast path expects of every feature. */
const wideSlots = 256;
const mostHistogramBytes = 2 ** 31;

/** Training rows come first, then those of validation, then those of the test; each part is padded to a multiple of 4. */
export interface RowPlaces {
	readonly trainRows: number;
	readonly validationBegin: number;
	readonly testBegin: number;
	/** Of all parts, padding among them. */
	readonly rows: number;
}

/** Where everything lies in the kernel's memory: addresses in bytes. */
export interface TreesLayout extends RowPlaces {
	readonly features: number;
	readonly outputs: number;
	/** What separates the bins of each feature; a value is in bin b when b edges are below it. */
	readonly edges: readonly Float32Array[];
	/** First slot of each feature in a histogram, and the end of the last one. */
	readonly firstSlots: Uint32Array;
	readonly histogramBytes: number;
	/** Bytes of the rows in each slot, which follow a histogram; 0 where they are not counted. */
	readonly countBytes: number;
	readonly bins: number;
	/** `firstSlots` in units of 16 bytes a slot. */
	readonly offsets: number;
	/** How many bins of values each feature has: also its bin of missing. */
	readonly valueBins: number;
	/** One byte a feature: how it is split, see roleOf. */
	readonly roles: number;
	readonly settings: number;
	/** What the search for a split knows of the leaves it is asked about. */
	readonly candidates: number;
	/** The bins that go left in a partition. */
	readonly leftBins: number;
	readonly margin: number;
	readonly label: number;
	readonly weight: number;
	/** Gradients and hessians by row, class-major. */
	readonly gh: number;
	/** The same packed, of the margin whose tree grows. */
	readonly packed: number;
	/** Training rows in order of the leaves they are in. */
	readonly index: number;
	/** 8 bytes a row. */
	readonly spare: number;
	readonly nodes: number;
	/** Room for the sums of every leaf and of every block of rows. */
	readonly sums: number;
	/** For each share: room for what its calls find. */
	readonly out: readonly number[];
	/** For each share of a leaf's rows but the first: room for its histogram. */
	readonly shareHistograms: readonly number[];
	/** Room for one histogram a leaf. */
	readonly pool: readonly number[];
}

const roundUp = (rows: number) => Math.ceil(rows / 4) * 4;

export function placeRows({ train, validation, test }: Problem): RowPlaces {
	const validationBegin = roundUp(train.rows.length);
	const testBegin = validationBegin + roundUp(validation.rows.length);
	return {
		...{ trainRows: train.rows.length, validationBegin, testBegin },
		rows: testBegin + roundUp(test.rows.length)
	};
}

/** Takes the memory of a run. train/params-invalid when the histograms of so many leaves do not fit. */
export function layOut(
	{ kernel, size }: Team,
	places: RowPlaces,
	{ width: features, outputs, directions }: Problem,
	bins: number,
	edges: readonly Float32Array[],
	params: TreesParams
): TreesLayout {
	const { leaves, minChildRows } = params;
	const { rows } = places;
	const firstSlots = placeSlots(edges.map((cuts) => cuts.length + 2));
	const slots = firstSlots[features] ?? 0;
	const histogramBytes = slots * slotBytes;
	const countBytes = minChildRows > 1 ? slots * 4 : 0;
	const blockBytes = histogramBytes + countBytes;
	if (blockBytes * leaves > mostHistogramBytes)
		throw new AppError('train/params-invalid', {
			estimator: 'trees',
			param: 'leaves',
			value: String(leaves),
			allowed: `2..${Math.floor(mostHistogramBytes / blockBytes)}`
		});
	const layout = {
		...places,
		...{ features, outputs, edges, firstSlots, histogramBytes, countBytes, bins },
		offsets: kernel.alloc((features + 1) * 4),
		valueBins: kernel.alloc(features * 4),
		roles: kernel.alloc(features),
		settings: kernel.alloc(settingsBytes),
		candidates: kernel.alloc(mostCandidates * candidateBytes),
		leftBins: kernel.alloc(setBytes),
		margin: kernel.alloc(rows * outputs * 4),
		label: kernel.alloc(rows * 4),
		weight: kernel.alloc(rows * 4),
		gh: kernel.alloc(rows * outputs * 8),
		packed: kernel.alloc(rows * 8),
		index: kernel.alloc(rows * 4),
		spare: kernel.alloc(rows * 8),
		nodes: kernel.alloc(leaves * 2 * nodeBytes),
		sums: kernel.alloc((leaves + blocksOf({ begin: 0, count: rows }).length) * sumBytes),
		out: Array.from({ length: size }, () => kernel.alloc(mostCandidates * outBytes)),
		shareHistograms: Array.from({ length: size - 1 }, () => kernel.alloc(blockBytes)),
		pool: Array.from({ length: leaves }, () => kernel.alloc(blockBytes))
	};
	const { buffer } = kernel.memory;
	new Uint32Array(buffer, layout.offsets, features + 1).set(firstSlots.map((slot) => slot * offsetUnit));
	new Int32Array(buffer, layout.valueBins, features).set(edges.map((cuts) => cuts.length + 1));
	const settings = new DataView(buffer, layout.settings, settingsBytes);
	const { l1, l2, minChildWeight, minGain, categoryL2, categorySmooth } = params;
	[l1, l2, minChildWeight, minGain, categoryL2, categorySmooth].forEach((value, at) =>
		settings.setFloat64(at * 8, value, true)
	);
	settings.setInt32(48, minChildRows, true);
	settings.setInt32(52, directions?.some((direction) => direction !== 0) ? 1 : 0, true);
	return layout;
}

/** Where each feature's slots begin: all as wide as the widest may be, for speed, unless most features are narrow. */
function placeSlots(slots: readonly number[]): Uint32Array {
	const isWide = slots.reduce((sum, count) => sum + count, 0) * 2 >= slots.length * wideSlots;
	const first = new Uint32Array(slots.length + 1);
	slots.forEach((count, feature) => (first[feature + 1] = (first[feature] ?? 0) + (isWide ? wideSlots : count)));
	return first;
}
