/** Tail probabilities of the distributions that tests and intervals need. */

const lanczos = [
	0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
	12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7
];

/** ln Γ(x) for x > 0, to about 1e-14. Lanczos' approximation, g = 7. */
export function lnGamma(x: number): number {
	if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - lnGamma(1 - x);
	const z = x - 1;
	let sum = lanczos[0] ?? 0;
	for (let i = 1; i < lanczos.length; i++) sum += (lanczos[i] ?? 0) / (z + i);
	const t = z + 7.5;
	return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** Upper regularised incomplete gamma Q(a, x), a > 0, x >= 0. Series below a + 1, Lentz' continued fraction above. */
export function gammaQ(a: number, x: number): number {
	if (x <= 0) return 1;
	if (x === Infinity) return 0;
	const front = Math.exp(a * Math.log(x) - x - lnGamma(a));
	if (x < a + 1) {
		let term = 1 / a;
		let sum = term;
		for (let n = 1; n < 100000 && term > sum * 1e-17; n++) sum += term *= x / (a + n);
		return 1 - sum * front;
	}
	const tiny = 1e-300;
	let b = x + 1 - a;
	let c = 1 / tiny;
	let d = 1 / b;
	let h = d;
	for (let i = 1; i < 100000; i++) {
		const an = -i * (i - a);
		b += 2;
		d = an * d + b;
		d = 1 / (Math.abs(d) < tiny ? tiny : d);
		c = b + an / c;
		if (Math.abs(c) < tiny) c = tiny;
		const step = d * c;
		h *= step;
		if (Math.abs(step - 1) < 1e-16) break;
	}
	return front * h;
}

/** P(X > x) of the chi-square distribution with `df` degrees of freedom; 1 for df 0. */
export function chiSquareTail(x: number, df: number): number {
	return df <= 0 ? 1 : gammaQ(df / 2, x / 2);
}
