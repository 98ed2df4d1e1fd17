import { bridgeGaps } from './bridge-gaps';

/**
 * Savitzky-Golay: each value becomes that of the polynomial of least squares through the window around it; near the ends, of the one
 * through the first or last window. Gaps are bridged for it and stay; a series shorter than the window is all missing.
 */
export function savitzkyGolay(values: Float64Array, window: number, degree: number): Float64Array {
	const n = values.length;
	const smooth = new Float64Array(n).fill(NaN);
	if (n < window) return smooth;
	const bridged = bridgeGaps(values);
	const half = (window - 1) / 2;
	const weights = Array.from({ length: window }, (_, at) => polynomialWeights(window, degree, at));
	for (let i = 0; i < n; i++) {
		if (Number.isNaN(values[i] ?? NaN)) continue;
		const first = Math.max(0, Math.min(n - window, i - half));
		const own = weights[i - first];
		let sum = 0;
		for (let k = 0; k < window; k++) sum += (own?.[k] ?? 0) * (bridged[first + k] ?? NaN);
		smooth[i] = sum;
	}
	return smooth;
}

/** Weights of the values of a window that give the polynomial of least squares at one of its places. */
function polynomialWeights(window: number, degree: number, at: number): Float64Array {
	const half = (window - 1) / 2;
	const basis = orthogonal(window, degree, (k) => (k - half) / Math.max(1, half));
	return Float64Array.from({ length: window }, (_, k) =>
		basis.reduce((sum, polynomial) => sum + (polynomial[k] ?? 0) * (polynomial[at] ?? 0), 0)
	);
}

/** Polynomials of degree 0 to `degree` over the places of a window, orthonormal by Gram-Schmidt. */
function orthogonal(window: number, degree: number, x: (place: number) => number): Float64Array[] {
	const basis: Float64Array[] = [];
	for (let power = 0; power <= degree; power++) {
		const next = Float64Array.from({ length: window }, (_, k) =>
			power === 0 ? 1 : x(k) * (basis[power - 1]?.[k] ?? 0)
		);
		for (let twice = 0; twice < 2; twice++)
			for (const known of basis) {
				const shared = next.reduce((sum, value, k) => sum + value * (known[k] ?? 0), 0);
				next.forEach((value, k) => (next[k] = value - shared * (known[k] ?? 0)));
			}
		const length = Math.sqrt(next.reduce((sum, value) => sum + value * value, 0));
		basis.push(next.map((value) => value / length));
	}
	return basis;
}
