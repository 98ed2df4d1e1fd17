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

const mostSweeps = 60;

/** Eigenvalues of a symmetric matrix, descending, each with its unit vector (cyclic Jacobi: Golub & Van Loan, section 8.5). */
export function symmetricEigen(matrix: Matrix, n: number): { value: number; vector: Float64Array }[] {
	const a = Float64Array.from(matrix);
	const v = new Float64Array(n * n);
	for (let i = 0; i < n; i++) v[i * n + i] = 1;
	const at = (i: number, j: number) => a[i * n + j] ?? 0;
	for (let sweep = 0; sweep < mostSweeps; sweep++) {
		let off = 0;
		let all = 0;
		for (let i = 0; i < n; i++)
			for (let j = 0; j < n; j++) {
				all += at(i, j) ** 2;
				if (i !== j) off += at(i, j) ** 2;
			}
		if (off <= 1e-26 * all) break;
		for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) rotate(a, v, n, p, q);
	}
	return Array.from({ length: n }, (_, j) => ({
		value: at(j, j),
		vector: Float64Array.from({ length: n }, (_each, i) => v[i * n + j] ?? 0)
	})).sort((x, y) => y.value - x.value);
}

function rotate(a: Matrix, v: Matrix, n: number, p: number, q: number): void {
	const apq = a[p * n + q] ?? 0;
	if (apq === 0) return;
	const theta = ((a[q * n + q] ?? 0) - (a[p * n + p] ?? 0)) / (2 * apq);
	const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
	const c = 1 / Math.hypot(t, 1);
	const s = t * c;
	for (let k = 0; k < n; k++) {
		const akp = a[k * n + p] ?? 0;
		const akq = a[k * n + q] ?? 0;
		a[k * n + p] = c * akp - s * akq;
		a[k * n + q] = s * akp + c * akq;
	}
	for (let k = 0; k < n; k++) {
		const apk = a[p * n + k] ?? 0;
		const aqk = a[q * n + k] ?? 0;
		a[p * n + k] = c * apk - s * aqk;
		a[q * n + k] = s * apk + c * aqk;
		const vkp = v[k * n + p] ?? 0;
		const vkq = v[k * n + q] ?? 0;
		v[k * n + p] = c * vkp - s * vkq;
		v[k * n + q] = s * vkp + c * vkq;
	}
}
