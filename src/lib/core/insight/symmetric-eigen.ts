import type { Matrix } from './linear-algebra';

/**
 * Eigenvalues of a symmetric n x n matrix, descending, each with its unit vector (of either sign). Householder tridiagonalisation, then QL
 * with implicit shifts (Golub & Van Loan, Matrix Computations, sections 8.3.1 and 8.3.3): about 3 n^3 multiplications.
 */
export function symmetricEigen(matrix: Matrix, n: number): { value: number; vector: Float64Array }[] {
	const largest = matrix.reduce((most, x) => Math.max(most, Math.abs(x)), 0) || 1;
	const { diagonal, beside, vectors } = tridiagonal(
		matrix.map((x) => x / largest),
		n
	);
	diagonalise(diagonal, beside, vectors);
	return vectors
		.map((vector, i) => ({ value: (diagonal[i] ?? 0) * largest, vector }))
		.sort((x, y) => y.value - x.value);
}

/** A sum of squares that says nothing beside 1. */
const negligible = 1e-280;
/** Nor does what stands beside diagonal entries as small as this. */
const smallest = 1e-30;

interface Tridiagonal {
	readonly diagonal: Float64Array;
	/** The n - 1 values beside the diagonal, and a last 0. */
	readonly beside: Float64Array;
	/** Rows v_i with matrix = V^T T V. */
	readonly vectors: Float64Array[];
}

function tridiagonal(matrix: Matrix, n: number): Tridiagonal {
	const rows = Array.from({ length: n }, (_, i) => Float64Array.from(matrix.subarray(i * n, (i + 1) * n)));
	const mirrors: (Float64Array | null)[] = [];
	for (let k = 0; k < n - 2; k++) {
		const mirror = mirrorOf(rows[k], k + 1, n);
		mirrors.push(mirror);
		if (mirror) reflectBoth(rows, mirror, k, n);
	}
	const vectors = Array.from({ length: n }, (_, i) => {
		const unit = new Float64Array(n);
		unit[i] = 1;
		return unit;
	});
	for (let k = n - 3; k >= 0; k--) {
		const mirror = mirrors[k];
		if (mirror) for (const vector of vectors) reflect(vector, mirror, k + 1, n);
	}
	return {
		diagonal: Float64Array.from(rows, (row, i) => row[i] ?? 0),
		beside: Float64Array.from(rows, (row, i) => row[i + 1] ?? 0),
		vectors
	};
}

/** The unit vector u whose mirror I - 2 u u^T leaves of entries `from` on only the first; null where that is so already. */
function mirrorOf(row: Float64Array | undefined, from: number, n: number): Float64Array | null {
	const mirror = new Float64Array(n);
	let below = 0;
	for (let i = from; i < n; i++) {
		mirror[i] = row?.[i] ?? 0;
		if (i > from) below += (mirror[i] ?? 0) ** 2;
	}
	if (below < negligible) return null;
	const first = mirror[from] ?? 0;
	const length = Math.sqrt(first * first + below);
	mirror[from] = first + (first >= 0 ? length : -length);
	const norm = Math.sqrt((mirror[from] ?? 0) ** 2 + below);
	for (let i = from; i < n; i++) mirror[i] = (mirror[i] ?? 0) / norm;
	return mirror;
}

function reflect(vector: Float64Array, mirror: Float64Array, from: number, n: number): void {
	add(vector, -2 * dot(vector, mirror, from, n), mirror, from, n);
}

/** A mirror from both sides: rows and columns from `k` on. */
function reflectBoth(rows: readonly Float64Array[], mirror: Float64Array, k: number, n: number): void {
	const product = new Float64Array(n);
	let quadratic = 0;
	for (let i = k; i < n; i++) {
		const sum = dot(rows[i] ?? product, mirror, k + 1, n);
		product[i] = 2 * sum;
		quadratic += sum * (mirror[i] ?? 0);
	}
	add(product, -2 * quadratic, mirror, k, n);
	for (let i = k; i < n; i++) {
		const row = rows[i] ?? product;
		add(row, -(mirror[i] ?? 0), product, k, n);
		add(row, -(product[i] ?? 0), mirror, k, n);
	}
}

function dot(a: Float64Array, b: Float64Array, from: number, to: number): number {
	let sum = 0;
	for (let i = from; i < to; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
	return sum;
}

function add(to: Float64Array, times: number, what: Float64Array, from: number, end: number): void {
	if (times === 0) return;
	for (let i = from; i < end; i++) to[i] = (to[i] ?? 0) + times * (what[i] ?? 0);
}

/** Turns a tridiagonal matrix into its eigenvalues, in place; `vectors` turn with it. */
function diagonalise(diagonal: Float64Array, beside: Float64Array, vectors: readonly Float64Array[]): void {
	const n = diagonal.length;
	const d = (i: number) => diagonal[i] ?? 0;
	const e = (i: number) => beside[i] ?? 0;
	for (let low = 0; low < n; low++) {
		for (;;) {
			let high = low;
			while (
				high < n - 1 &&
				Math.abs(e(high)) > Number.EPSILON * Math.max(smallest, Math.abs(d(high)) + Math.abs(d(high + 1)))
			)
				high++;
			if (high === low) break;
			const half = (d(low + 1) - d(low)) / (2 * e(low));
			const reach = Math.hypot(half, 1);
			let g = d(high) - d(low) + e(low) / (half + (half >= 0 ? reach : -reach));
			let [sine, cosine, shift] = [1, 1, 0];
			let i = high - 1;
			for (; i >= low; i--) {
				const f = sine * e(i);
				const b = cosine * e(i);
				const length = Math.hypot(f, g);
				beside[i + 1] = length;
				if (length === 0) {
					diagonal[i + 1] = d(i + 1) - shift;
					beside[high] = 0;
					break;
				}
				sine = f / length;
				cosine = g / length;
				g = d(i + 1) - shift;
				const turn = (d(i) - g) * sine + 2 * cosine * b;
				shift = sine * turn;
				diagonal[i + 1] = g + shift;
				g = cosine * turn - b;
				rotate(vectors[i], vectors[i + 1], sine, cosine);
			}
			if (i >= low) continue;
			diagonal[low] = d(low) - shift;
			beside[low] = g;
			beside[high] = 0;
		}
	}
}

function rotate(lower: Float64Array | undefined, upper: Float64Array | undefined, sine: number, cosine: number): void {
	if (!lower || !upper) return;
	for (let k = 0; k < lower.length; k++) {
		const a = lower[k] ?? 0;
		const b = upper[k] ?? 0;
		upper[k] = sine * a + cosine * b;
		lower[k] = cosine * a - sine * b;
	}
}
