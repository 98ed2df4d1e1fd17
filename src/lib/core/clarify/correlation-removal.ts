import { solveSymmetric } from '../insight/linear-algebra';

/** Moments of one cell of rows, those with the same sensitive categories: population covariances, row-major where square. */
export interface CellMoments {
	/** A code for each categorical sensitive column. */
	readonly codes: readonly number[];
	readonly n: number;
	/** Of the column to clean. */
	readonly mean: number;
	/** Of the numeric sensitive columns. */
	readonly means: readonly number[];
	readonly covariance: Float64Array;
	readonly towards: readonly number[];
}

/** What is taken from a column: for each categorical sensitive column an amount a code, and an amount a unit of each numeric one from its mean. */
export interface Removal {
	readonly shifts: readonly (readonly number[])[];
	readonly means: readonly number[];
	readonly slopes: readonly number[];
}

/**
 * The projection of a column on the centred sensitive ones, by least squares over all rows: categories as indicators, numbers as they
 * are. Taking it away leaves a column that is uncorrelated with each of them (Fairlearn's CorrelationRemover, alpha 1). A sensitive
 * column that others determine adds nothing and gets 0, which leaves the projection as it is. `sizes` says how many codes each
 * categorical column has.
 */
export function fitRemoval(cells: readonly CellMoments[], sizes: readonly number[], numbers: number): Removal {
	const n = cells.reduce((sum, cell) => sum + cell.n, 0);
	const starts = sizes.map((_, at) => sizes.slice(0, at).reduce((sum, size) => sum + size - 1, 0));
	const dummies = sizes.reduce((sum, size) => sum + size - 1, 0);
	const width = dummies + numbers;
	const rowOf = (cell: CellMoments) => {
		const row = new Float64Array(width);
		cell.codes.forEach((code, at) => {
			if (code > 0) row[(starts[at] ?? 0) + code - 1] = 1;
		});
		cell.means.forEach((mean, at) => (row[dummies + at] = mean));
		return row;
	};
	const rows = cells.map(rowOf);
	const share = (cell: CellMoments) => (n === 0 ? 0 : cell.n / n);
	const meanOf = (read: (at: number) => number) => cells.reduce((sum, cell, at) => sum + share(cell) * read(at), 0);
	const centre = Float64Array.from({ length: width }, (_, j) => meanOf((at) => rows[at]?.[j] ?? 0));
	const target = meanOf((at) => cells[at]?.mean ?? 0);
	const between = new Float64Array(width * width);
	const towards = new Float64Array(width);
	cells.forEach((cell, at) => {
		const weight = share(cell);
		const off = (j: number) => (rows[at]?.[j] ?? 0) - (centre[j] ?? 0);
		for (let i = 0; i < width; i++) {
			towards[i] = (towards[i] ?? 0) + weight * off(i) * (cell.mean - target);
			for (let j = 0; j < width; j++) between[i * width + j] = (between[i * width + j] ?? 0) + weight * off(i) * off(j);
		}
		for (let i = 0; i < numbers; i++) {
			const row = dummies + i;
			towards[row] = (towards[row] ?? 0) + weight * (cell.towards[i] ?? 0);
			for (let j = 0; j < numbers; j++)
				between[row * width + dummies + j] =
					(between[row * width + dummies + j] ?? 0) + weight * (cell.covariance[i * numbers + j] ?? 0);
		}
	});
	const weights = solveIndependent(between, towards);
	const means = Array.from(centre.subarray(dummies));
	const shifts = sizes.map((size, at) => {
		const effect = (code: number) => (code === 0 ? 0 : (weights[(starts[at] ?? 0) + code - 1] ?? 0));
		const mean = cells.reduce((sum, cell) => sum + share(cell) * effect(cell.codes[at] ?? 0), 0);
		return Array.from({ length: size }, (_, code) => effect(code) - mean);
	});
	return { shifts, means, slopes: Array.from(weights.subarray(dummies)) };
}

/** A least-squares solution: columns that those before them determine get 0. */
function solveIndependent(matrix: Float64Array, b: Float64Array): Float64Array {
	const width = b.length;
	const solveOn = (kept: readonly number[]) =>
		solveSymmetric(
			Float64Array.from(kept.flatMap((i) => kept.map((j) => matrix[i * width + j] ?? 0))),
			Float64Array.from(kept, (i) => b[i] ?? 0)
		);
	const all = Array.from({ length: width }, (_, at) => at);
	const whole = solveOn(all);
	if (whole) return whole;
	const kept = all.reduce<number[]>((list, at) => (solveOn([...list, at]) ? [...list, at] : list), []);
	const found = solveOn(kept);
	const answer = new Float64Array(width);
	kept.forEach((at, place) => (answer[at] = found?.[place] ?? 0));
	return answer;
}
