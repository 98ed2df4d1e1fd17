/** Addresses and sizes are bytes in `memory`, counts and strides floats; what each function does stands in src/kernels, by its name. */
export interface NetsKernel {
	readonly memory: { readonly buffer: ArrayBuffer };
	alloc(bytes: number): number;
	gemm(
		m: number,
		n: number,
		k: number,
		a: number,
		row: number,
		step: number,
		b: number,
		width: number,
		start: number,
		relu: number,
		c: number
	): void;
	transpose(source: number, rows: number, columns: number, target: number): void;
	gather(source: number, width: number, index: number, count: number, target: number, stride: number): void;
	gatherOne(source: number, index: number, count: number, target: number): void;
	gateBackward(
		gradient: number,
		activation: number,
		rows: number,
		width: number,
		scale: number,
		units: number,
		facts: number
	): void;
	sumColumns(values: number, rows: number, width: number, target: number): void;
	dropout(
		values: number,
		rows: number,
		width: number,
		units: number,
		key: number,
		threshold: number,
		scale: number
	): void;
	columnStats(values: number, rows: number, width: number, mean: number, variance: number): void;
	moveStats(running: number, batch: number, width: number, share: number, factor: number): void;
	normalise(
		values: number,
		rows: number,
		width: number,
		mean: number,
		variance: number,
		epsilon: number,
		gain: number,
		bias: number,
		inverse: number,
		output: number
	): void;
	normBackward(
		gradient: number,
		normed: number,
		rows: number,
		width: number,
		gain: number,
		inverse: number,
		gainGradient: number,
		biasGradient: number
	): void;
	embed(
		table: number,
		categories: number,
		size: number,
		codes: number,
		stride: number,
		index: number,
		count: number,
		target: number,
		width: number
	): void;
	embedBackward(
		gradient: number,
		categories: number,
		size: number,
		codes: number,
		stride: number,
		index: number,
		count: number,
		source: number,
		width: number
	): void;
	lossGradient(
		kind: number,
		margins: number,
		rows: number,
		width: number,
		classes: number,
		label: number,
		weight: number,
		scale: number,
		gradient: number,
		facts: number
	): number;
	adam(
		parameter: number,
		gradient: number,
		first: number,
		second: number,
		count: number,
		scale: number,
		rate: number,
		l2: number,
		decay: number,
		correction1: number,
		correction2: number,
		change: number,
		sums: number
	): void;
	sgd(
		parameter: number,
		gradient: number,
		first: number,
		count: number,
		scale: number,
		rate: number,
		l2: number,
		momentum: number,
		change: number,
		sums: number
	): void;
	sumSquares(values: number, count: number): number;
	tensorFacts(values: number, rows: number, width: number, stride: number, out: number): void;
	linearForward(
		x: number,
		rows: number,
		width: number,
		weights: number,
		bias: number,
		outputs: number,
		margins: number
	): void;
	linearLoss(kind: number, margins: number, rows: number, outputs: number, label: number, weight: number): number;
	linearBackward(
		x: number,
		rows: number,
		width: number,
		residuals: number,
		outputs: number,
		gradient: number,
		biasGradient: number
	): void;
}

export const netsNames = [
	'alloc',
	'gemm',
	'transpose',
	'gather',
	'gatherOne',
	'gateBackward',
	'sumColumns',
	'dropout',
	'columnStats',
	'moveStats',
	'normalise',
	'normBackward',
	'embed',
	'embedBackward',
	'lossGradient',
	'adam',
	'sgd',
	'sumSquares',
	'tensorFacts',
	'linearForward',
	'linearLoss',
	'linearBackward'
] as const satisfies readonly (keyof NetsKernel)[];
