import { AppError } from '$lib/core/errors';
import type { TreesParams } from '$lib/core/train/params/trees';
import type { Problem } from '$lib/core/train/problem';
import type { TreesKernel } from './load';

export const nodeBytes = 48;
/** One bit a bin. */
export const setBytes = 32;
export const candidateBytes = 48;
const settingsBytes = 64;
const slotBytes = 16;
/** Of these the search for a split takes its own part. */
const outBytes = 4096;
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
	readonly histogramBytes: number;
	/** Bytes of the rows in each slot, which follow a histogram; 0 where they are not counted. */
	readonly countBytes: number;
	readonly bins: number;
	/** Byte offset of each feature's first slot in a histogram. */
	readonly offsets: number;
	/** How many bins of values each feature has: also its bin of missing. */
	readonly valueBins: number;
	/** One byte a feature: how it is split, see roleOf. */
	readonly roles: number;
	readonly settings: number;
	/** What the search for a split knows of a leaf. */
	readonly candidate: number;
	/** The bins that go left in a partition. */
	readonly leftBins: number;
	readonly margin: number;
	readonly label: number;
	readonly weight: number;
	/** Gradients and hessians by row, class-major. */
	readonly gh: number;
	/** Training rows in order of the leaves they are in. */
	readonly index: number;
	/** 8 bytes a row. */
	readonly spare: number;
	readonly nodes: number;
	readonly out: number;
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
	kernel: TreesKernel,
	places: RowPlaces,
	{ width: features, outputs }: Problem,
	edges: readonly Float32Array[],
	params: TreesParams
): TreesLayout {
	const { leaves, minChildRows } = params;
	const { rows } = places;
	const slots = edges.map((cuts) => cuts.length + 2);
	const histogramBytes = slots.reduce((sum, count) => sum + count, 0) * slotBytes;
	const countBytes = minChildRows > 1 ? histogramBytes / 4 : 0;
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
		...{ features, outputs, edges, histogramBytes, countBytes },
		bins: kernel.alloc(rows * features),
		offsets: kernel.alloc(features * 4),
		valueBins: kernel.alloc(features * 4),
		roles: kernel.alloc(features),
		settings: kernel.alloc(settingsBytes),
		candidate: kernel.alloc(candidateBytes),
		leftBins: kernel.alloc(setBytes),
		margin: kernel.alloc(rows * outputs * 4),
		label: kernel.alloc(rows * 4),
		weight: kernel.alloc(rows * 4),
		gh: kernel.alloc(rows * outputs * 8),
		index: kernel.alloc(rows * 4),
		spare: kernel.alloc(rows * 8),
		nodes: kernel.alloc(leaves * 2 * nodeBytes),
		out: kernel.alloc(outBytes),
		pool: Array.from({ length: leaves }, () => kernel.alloc(blockBytes))
	};
	const { buffer } = kernel.memory;
	const offsets = new Uint32Array(buffer, layout.offsets, features);
	const valueBins = new Int32Array(buffer, layout.valueBins, features);
	const settings = new DataView(buffer, layout.settings, settingsBytes);
	const { l1, l2, minChildWeight, minGain, categoryL2, categorySmooth } = params;
	[l1, l2, minChildWeight, minGain, categoryL2, categorySmooth].forEach((value, at) =>
		settings.setFloat64(at * 8, value, true)
	);
	settings.setInt32(48, minChildRows, true);
	let offset = 0;
	edges.forEach((cuts, feature) => {
		offsets[feature] = offset;
		offset += (slots[feature] ?? 0) * slotBytes;
		valueBins[feature] = cuts.length + 1;
	});
	return layout;
}
