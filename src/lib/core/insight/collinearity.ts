import { solveSymmetric, type Matrix } from './linear-algebra';
import { symmetricEigen } from './symmetric-eigen';

/** Columns of numbers without gaps, each standardised: mean 0, standard deviation 1 (n). Columns that do not vary are left out. */
export interface Standardised {
	readonly rows: number;
	readonly names: readonly string[];
	readonly values: readonly Float64Array[];
	/** Left out: one value only. */
	readonly constant: readonly string[];
}

/** Standardises columns; a gap (NaN) takes the mean of its column, so 0. */
export function standardise(names: readonly string[], columns: readonly Float64Array[]): Standardised {
	const kept: { name: string; values: Float64Array }[] = [];
	const constant: string[] = [];
	columns.forEach((column, at) => {
		const name = names[at] ?? '';
		const present = column.filter((value) => !Number.isNaN(value));
		const mean = present.reduce((sum, value) => sum + value, 0) / present.length;
		const filled = column.map((value) => (Number.isNaN(value) ? 0 : value - mean));
		const scale = Math.sqrt(filled.reduce((sum, value) => sum + value * value, 0) / filled.length);
		if (scale > 0 && Number.isFinite(scale)) kept.push({ name, values: filled.map((value) => value / scale) });
		else constant.push(name);
	});
	return {
		rows: columns[0]?.length ?? 0,
		names: kept.map(({ name }) => name),
		values: kept.map(({ values }) => values),
		constant
	};
}

/** Correlations of standardised columns, row-major. */
export function correlationMatrix({ values, rows }: Standardised): Matrix {
	const n = values.length;
	const matrix = new Float64Array(n * n);
	values.forEach((x, i) =>
		values.forEach((y, j) => {
			if (j < i) return;
			let sum = 0;
			for (let row = 0; row < rows; row++) sum += (x[row] ?? 0) * (y[row] ?? 0);
			matrix[i * n + j] = matrix[j * n + i] = sum / rows;
		})
	);
	return matrix;
}

/**
 * Variance inflation factor of each column: 1 / (1 - R²) of its least-squares fit by all the others. Infinity where the others make it
 * up exactly.
 */
export function varianceInflation(matrix: Matrix, n: number): number[] {
	return Array.from({ length: n }, (_, own) => {
		const others = Array.from({ length: n }, (_each, i) => i).filter((i) => i !== own);
		const r = Float64Array.from(others, (i) => matrix[i * n + own] ?? 0);
		return 1 / (1 - Math.min(1, explained(matrix, n, others, r)));
	});
}

/** R² of a least-squares fit; where the others depend on each other, over their principal components. */
function explained(matrix: Matrix, n: number, others: readonly number[], r: Float64Array): number {
	const m = others.length;
	const part = Float64Array.from({ length: m * m }, (_, cell) => {
		const [i, j] = [others[Math.floor(cell / m)] ?? 0, others[cell % m] ?? 0];
		return matrix[i * n + j] ?? 0;
	});
	const weights = solveSymmetric(part, r);
	if (weights) {
		const share = weights.reduce((sum, weight, i) => sum + weight * (r[i] ?? 0), 0);
		return share > 1 - 1e-9 ? 1 : share;
	}
	const share = symmetricEigen(part, m)
		.filter(({ value }) => value > 1e-9)
		.reduce(
			(sum, { value, vector }) => sum + vector.reduce((dot, each, i) => dot + each * (r[i] ?? 0), 0) ** 2 / value,
			0
		);
	return share > 1 - 1e-9 ? 1 : share;
}

export interface Component {
	readonly singular: number;
	/** Share of the whole variance. */
	readonly share: number;
	/** Weight of each column, a unit vector whose largest weight is positive. */
	readonly loadings: readonly number[];
}

/** Principal components of standardised columns: singular values of the rows x n matrix, descending. */
export function principalComponents(matrix: Matrix, n: number, rows: number): Component[] {
	return symmetricEigen(matrix, n).map(({ value, vector }) => {
		const largest = vector.reduce((top, each) => (Math.abs(each) > Math.abs(top) ? each : top), 0);
		return {
			singular: Math.sqrt(Math.max(0, value) * rows),
			share: Math.max(0, value) / n,
			loadings: Array.from(vector, (each) => (largest < 0 ? -each : each))
		};
	});
}

const mostRounds = 1000;

/**
 * Lasso on standardised columns and a standardised target: coefficients that make 1/2 mean squared error + `l1` Σ|w| least, by
 * coordinate descent (Friedman, Hastie & Tibshirani 2010). `matrix` are the columns' correlations, `target` theirs with the target.
 */
export function lasso(matrix: Matrix, target: Float64Array, l1: number): Float64Array {
	const n = target.length;
	const weights = new Float64Array(n);
	for (let round = 0; round < mostRounds; round++) {
		let moved = 0;
		for (let j = 0; j < n; j++) {
			let rest = target[j] ?? 0;
			for (let k = 0; k < n; k++) if (k !== j) rest -= (matrix[j * n + k] ?? 0) * (weights[k] ?? 0);
			const next = (Math.sign(rest) * Math.max(0, Math.abs(rest) - l1)) / (matrix[j * n + j] ?? 1);
			moved = Math.max(moved, Math.abs(next - (weights[j] ?? 0)));
			weights[j] = next;
		}
		if (moved < 1e-10) break;
	}
	return weights;
}
