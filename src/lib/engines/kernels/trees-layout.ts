import { AppError } from '$lib/core/errors';
import type { TreesParams } from '$lib/core/train/params/trees';
import type { Problem } from '$lib/core/train/problem';
import type { TreesKernel } from './load';

export const nodeBytes = 24;
const slotBytes = 16;
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
	readonly bins: number;
	/** Byte offset of each feature's first slot in a histogram. */
	readonly offsets: number;
	/** How many bins of values each feature has: also its bin of missing. */
	readonly valueBins: number;
	readonly margin: number;
	readonly label: number;
	readonly weight: number;
	/** Gradients and hessians by row, class-major. */
	readonly gh: number;
	/** Training rows in order of the leaves they are in. */
	readonly index: number;
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
	{ leaves }: TreesParams
): TreesLayout {
	const { rows } = places;
	const slots = edges.map((cuts) => cuts.length + 2);
	const histogramBytes = slots.reduce((sum, count) => sum + count, 0) * slotBytes;
	if (histogramBytes * leaves > mostHistogramBytes)
		throw new AppError('train/params-invalid', {
			estimator: 'trees',
			param: 'leaves',
			value: String(leaves),
			allowed: `2..${Math.floor(mostHistogramBytes / histogramBytes)}`
		});
	const layout = {
		...places,
		...{ features, outputs, edges, histogramBytes },
		bins: kernel.alloc(rows * features),
		offsets: kernel.alloc(features * 4),
		valueBins: kernel.alloc(features * 4),
		margin: kernel.alloc(rows * outputs * 4),
		label: kernel.alloc(rows * 4),
		weight: kernel.alloc(rows * 4),
		gh: kernel.alloc(rows * outputs * 8),
		index: kernel.alloc(rows * 4),
		spare: kernel.alloc(rows * 4),
		nodes: kernel.alloc(leaves * 2 * nodeBytes),
		out: kernel.alloc(64),
		pool: Array.from({ length: leaves }, () => kernel.alloc(histogramBytes))
	};
	const { buffer } = kernel.memory;
	const offsets = new Uint32Array(buffer, layout.offsets, features);
	const valueBins = new Int32Array(buffer, layout.valueBins, features);
	let offset = 0;
	edges.forEach((cuts, feature) => {
		offsets[feature] = offset;
		offset += (slots[feature] ?? 0) * slotBytes;
		valueBins[feature] = cuts.length + 1;
	});
	return layout;
}
