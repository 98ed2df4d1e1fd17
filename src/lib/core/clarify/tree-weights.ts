/**
 * B(p, q) = ∫ t^(p-1) (1-t)^(q-1) dt = (p-1)! (q-1)! / (p+q-1)! for whole p, q >= 1. A coalition's Shapley weight
 * |S|! (n-|S|-1)! / n! is B(|S|+1, n-|S|). Without factorials, so that long paths do not overflow.
 */
export class BetaTable {
	readonly #width: number;
	readonly #table: Float64Array;

	/** For p and q up to `most`. */
	constructor(most: number) {
		this.#width = most + 1;
		this.#table = new Float64Array(this.#width * this.#width);
		for (let p = 1; p <= most; p++) {
			let value = 1 / p;
			for (let q = 1; q <= most; q++) {
				this.#table[p * this.#width + q] = value;
				value *= q / (p + q);
			}
		}
	}

	at(p: number, q: number): number {
		return this.#table[p * this.#width + q] ?? 0;
	}
}

/** Nodes and weights on [0, 1]: exact for polynomials up to degree 2 n - 1. */
export interface Quadrature {
	readonly nodes: readonly number[];
	readonly weights: readonly number[];
}

/** Gauss and Legendre's rule with n nodes, its nodes by Newton's method from Tricomi's guess. */
export function gaussLegendre(n: number): Quadrature {
	const nodes: number[] = [];
	const weights: number[] = [];
	for (let at = 0; at < n; at++) {
		let x = Math.cos((Math.PI * (at + 0.75)) / (n + 0.5));
		let slope = 1;
		for (let step = 0; step < 100; step++) {
			let [before, value] = [1, x];
			for (let k = 2; k <= n; k++) [before, value] = [value, ((2 * k - 1) * x * value - (k - 1) * before) / k];
			slope = (n * (x * value - before)) / (x * x - 1);
			const apart = value / slope;
			x -= apart;
			if (Math.abs(apart) < 1e-16) break;
		}
		nodes.push((1 + x) / 2);
		weights.push(1 / ((1 - x * x) * slope * slope));
	}
	return { nodes, weights };
}

const rules = new Map<number, Quadrature>();

/** The rule that is exact for products of `factors` linear factors. */
export function quadratureFor(factors: number): Quadrature {
	const n = Math.max(1, Math.ceil((factors + 1) / 2));
	let rule = rules.get(n);
	if (!rule) rules.set(n, (rule = gaussLegendre(n)));
	return rule;
}
