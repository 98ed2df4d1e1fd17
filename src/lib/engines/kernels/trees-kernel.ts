/** Addresses and sizes are bytes in `memory`; what each function does stands in src/kernels/tree*.ts. */
export interface TreesKernel {
	readonly memory: { readonly buffer: ArrayBufferLike };
	alloc(bytes: number): number;
	findEdges(values: number, rows: number, step: number, most: number, scratch: number, edges: number): number;
	binRows(
		begin: number,
		end: number,
		rows: number,
		features: number,
		values: number,
		edges: number,
		valueBins: number,
		bins: number
	): void;
	gradientLogistic(begin: number, end: number, margin: number, label: number, weight: number, gh: number): number;
	gradientSquared(begin: number, end: number, margin: number, label: number, weight: number, gh: number): number;
	gradientPinball(
		begin: number,
		end: number,
		under: number,
		over: number,
		margin: number,
		label: number,
		weight: number,
		gh: number
	): number;
	gradientPoisson(begin: number, end: number, margin: number, label: number, weight: number, gh: number): number;
	gradientSoftmax(
		begin: number,
		end: number,
		rows: number,
		classes: number,
		margin: number,
		label: number,
		weight: number,
		gh: number
	): number;
	sumMagnitudes(begin: number, end: number, gh: number, out: number): void;
	packGradients(
		begin: number,
		end: number,
		gh: number,
		gradientScale: number,
		hessianScale: number,
		packed: number
	): void;
	sumPacked(index: number, count: number, packed: number, out: number): void;
	histogram(
		target: number,
		from: number,
		to: number,
		offsets: number,
		index: number,
		count: number,
		bins: number,
		stride: number,
		packed: number
	): void;
	subtract(target: number, parent: number, sibling: number, begin: number, end: number): void;
	split(
		source: number,
		counts: number,
		gradientStep: number,
		hessianStep: number,
		from: number,
		to: number,
		offsets: number,
		valueBins: number,
		roles: number,
		node: number,
		settings: number,
		out: number
	): void;
	countRows(
		target: number,
		from: number,
		to: number,
		offsets: number,
		index: number,
		count: number,
		bins: number,
		stride: number
	): void;
	subtractCounts(target: number, parent: number, sibling: number, begin: number, end: number): void;
	add(target: number, part: number, begin: number, end: number): void;
	addCounts(target: number, part: number, begin: number, end: number): void;
	partition(index: number, count: number, bins: number, stride: number, leftBins: number, spare: number): number;
	partitionPart(index: number, count: number, bins: number, stride: number, leftBins: number, spare: number): number;
	mergePart(spare: number, count: number, left: number, leftTarget: number, rightTarget: number): void;
	addLeaf(index: number, count: number, margin: number, value: number): void;
	sumRows(index: number, count: number, gh: number, weight: number, out: number): void;
	leafQuantile(
		index: number,
		count: number,
		label: number,
		margin: number,
		weight: number,
		level: number,
		scratch: number
	): number;
	applyTree(begin: number, end: number, bins: number, stride: number, nodes: number, margin: number): void;
}

/** What threads may be asked to do. */
export const treesNames = [
	'findEdges',
	'binRows',
	'gradientLogistic',
	'gradientSquared',
	'gradientPinball',
	'gradientPoisson',
	'gradientSoftmax',
	'sumMagnitudes',
	'packGradients',
	'sumPacked',
	'histogram',
	'subtract',
	'countRows',
	'subtractCounts',
	'add',
	'addCounts',
	'split',
	'partition',
	'partitionPart',
	'mergePart',
	'addLeaf',
	'sumRows',
	'leafQuantile',
	'applyTree'
] as const satisfies readonly (keyof TreesKernel)[];
export type TreesFunction = (typeof treesNames)[number];
