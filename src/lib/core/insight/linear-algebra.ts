/** Small dense symmetric matrices, row-major n x n: as many rows as there are columns of a table that are compared. */
export type Matrix = Float64Array;

/** Lower triangle L with L Lᵀ = `matrix`; null where it is not positive definite (a pivot under `tolerance` of its diagonal). */
function cholesky(matrix: Matrix, n: number, tolerance = 1e-10): Matrix | null {
	const lower = new Float64Array(n * n);
	for (let i = 0; i < n; i++) {
		for (let j = 0; j <= i; j++) {
			let sum = matrix[i * n + j] ?? 0;
			for (let k = 0; k < j; k++) sum -= (lower[i * n + k] ?? 0) * (lower[j * n + k] ?? 0);
			if (i === j) {
				if (!(sum > tolerance * Math.max(1e-300, matrix[i * n + i] ?? 0))) return null;
				lower[i * n + i] = Math.sqrt(sum);
			} else lower[i * n + j] = sum / (lower[j * n + j] ?? 1);
		}
	}
	return lower;
}

/** x with `matrix` x = b, for a symmetric positive definite matrix; null where it is singular. */
export function solveSymmetric(matrix: Matrix, b: Float64Array): Float64Array | null {
	const n = b.length;
	const lower = cholesky(matrix, n);
	if (!lower) return null;
	const x = Float64Array.from(b);
	for (let i = 0; i < n; i++) {
		let sum = x[i] ?? 0;
		for (let k = 0; k < i; k++) sum -= (lower[i * n + k] ?? 0) * (x[k] ?? 0);
		x[i] = sum / (lower[i * n + i] ?? 1);
	}
	for (let i = n - 1; i >= 0; i--) {
		let sum = x[i] ?? 0;
		for (let k = i + 1; k < n; k++) sum -= (lower[k * n + i] ?? 0) * (x[k] ?? 0);
		x[i] = sum / (lower[i * n + i] ?? 1);
	}
	return x;
}
