export type TensorRole = 'weight' | 'gradient' | 'activation' | 'update' | 'depth' | 'importance';

/**
 * What a rule may read of one tensor after a step, before the next one. The engine takes it where the numbers lie, and some of it only when it
 * is asked for; tensorFacts is the plain way.
 */
export interface TensorFacts {
	/** As a person knows it: `layer 1`, `embedding workclass`, `output`, `tree 12`. The same tensor has the same name in every step. */
	readonly name: string;
	/**
	 * `activation`: what a layer gave for the batch. `update`: what was added to a weight. `depth`: of trees, in splits. `importance`:
	 * the share of all gain that a feature brought. Biases are left out.
	 */
	readonly role: TensorRole;
	readonly count: number;
	readonly mean: number;
	readonly meanAbsolute: number;
	/** Divided by the count. */
	readonly variance: number;
	readonly least: number;
	readonly most: number;
	/** Share of exact zeros. */
	readonly zeros: number;
	/** How many are NaN or infinite; they are left out of the rest. */
	readonly notFinite: number;
	/** Share of units that gave 0 for every row of the batch; null where units are not gated. */
	readonly inactive: number | null;
	/** Share of values where the squashing function behind them has a slope below 1e-7; null where nothing squashes them. */
	readonly saturated?: number | null;
}

/** The facts of values, in one pass (Welford's mean and variance). */
export function tensorFacts(name: string, role: TensorRole, values: ArrayLike<number>): TensorFacts {
	let finite = 0;
	let mean = 0;
	let squares = 0;
	let absolute = 0;
	let zeros = 0;
	let least = Infinity;
	let most = -Infinity;
	for (let at = 0; at < values.length; at++) {
		const value = values[at] ?? NaN;
		if (!Number.isFinite(value)) continue;
		finite += 1;
		const from = value - mean;
		mean += from / finite;
		squares += from * (value - mean);
		absolute += Math.abs(value);
		if (value === 0) zeros += 1;
		if (value < least) least = value;
		if (value > most) most = value;
	}
	const over = Math.max(1, finite);
	return {
		name,
		role,
		count: values.length,
		mean,
		meanAbsolute: absolute / over,
		variance: squares / over,
		least: finite > 0 ? least : 0,
		most: finite > 0 ? most : 0,
		zeros: zeros / over,
		notFinite: values.length - finite,
		inactive: null,
		saturated: null
	};
}

/** Share of the columns that hold nothing but zeros. Row-major. */
export function inactiveShare(values: Float32Array, columns: number): number {
	const isActive = new Uint8Array(columns);
	for (let at = 0; at < values.length; at++) if (values[at] !== 0) isActive[at % columns] = 1;
	return isActive.reduce((inactive, active) => inactive - active, columns) / columns;
}

const leastSlope = 1e-7;

/** Share of margins where the slope of the sigmoid (one class) or of the softmax over each row's classes is below 1e-7. Row-major. */
export function saturatedShare(margins: Float32Array, classes: number): number {
	let saturated = 0;
	for (let row = 0; row < margins.length; row += classes) {
		const own = classes > 1 ? margins.subarray(row, row + classes) : [0, margins[row] ?? 0];
		const top = Math.max(...own);
		let sum = 0;
		for (const margin of own) sum += Math.exp(margin - top);
		for (let k = 0; k < classes; k++) {
			const p = Math.exp((margins[row + k] ?? 0) - top) / sum;
			if (p * (1 - p) < leastSlope) saturated += 1;
		}
	}
	return margins.length > 0 ? saturated / margins.length : 0;
}
