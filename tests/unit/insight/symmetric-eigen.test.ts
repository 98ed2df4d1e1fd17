import fc from 'fast-check';
import { expect, it } from 'vitest';
import { symmetricEigen } from '$lib/core/insight/symmetric-eigen';

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

/** A x, by definition. */
const times = (matrix: readonly number[][], vector: Float64Array) =>
	Float64Array.from(matrix, (row) => row.reduce((sum, x, i) => sum + x * (vector[i] ?? 0), 0));

const symmetric = fc
	.integer({ min: 1, max: 9 })
	.chain((n) =>
		fc.array(
			fc.array(fc.oneof(fc.double({ min: -10, max: 10, noNaN: true }), fc.constantFrom(0, 1, 1e-20, 1e-160, 5e-324)), {
				minLength: n,
				maxLength: n
			}),
			{ minLength: n, maxLength: n }
		)
	)
	.map((rows) => rows.map((row, i) => row.map((x, j) => (j <= i ? x : (rows[j]?.[i] ?? 0)))));

it('gives A v = λ v with vectors at right angles, in order', () => {
	fc.assert(
		fc.property(symmetric, (matrix) => {
			const n = matrix.length;
			const found = symmetricEigen(Float64Array.from(matrix.flat()), n);
			const scale = Math.max(1, ...matrix.flat().map(Math.abs)) * n;
			found.forEach(({ value, vector }, i) => {
				times(matrix, vector).forEach((x, k) =>
					expect(Math.abs(x - value * (vector[k] ?? 0))).toBeLessThan(1e-12 * scale)
				);
				found.forEach((other, j) => expect(dot(vector, other.vector)).toBeCloseTo(i === j ? 1 : 0, 10));
				if (i > 0) expect(value).toBeLessThanOrEqual(found[i - 1]?.value ?? NaN);
			});
		})
	);
});

it('knows a matrix by hand: 2 on the diagonal, -1 beside it, has 2 - 2 cos(kπ / (n + 1))', () => {
	const n = 40;
	const matrix = new Float64Array(n * n);
	for (let i = 0; i < n; i++) {
		matrix[i * n + i] = 2;
		if (i > 0) matrix[i * n + i - 1] = matrix[(i - 1) * n + i] = -1;
	}
	symmetricEigen(matrix, n).forEach(({ value }, i) =>
		expect(value).toBeCloseTo(2 - 2 * Math.cos(((n - i) * Math.PI) / (n + 1)), 12)
	);
});
