/** Power transforms and their lambda by maximum likelihood, under which the transformed values are as normal as they can be. */
export type PowerFamily = 'box-cox' | 'yeo-johnson';

/** Box and Cox 1964, for x > 0; Yeo and Johnson 2000, for any x. */
export function powerTransform(family: PowerFamily, x: number, lambda: number): number {
	if (family === 'box-cox') return x > 0 ? power(Math.log(x), lambda) : NaN;
	return x >= 0 ? power(Math.log1p(x), lambda) : -power(Math.log1p(-x), 2 - lambda);
}

/** (e^(lambda u) - 1) / lambda; u where lambda is 0. */
function power(u: number, lambda: number): number {
	return Math.abs(lambda) < 1e-8 ? u : Math.expm1(lambda * u) / lambda;
}

/** -n/2 ln(variance of the transformed values) + (lambda - 1) sum ln x, or sum sign(x) ln(1 + |x|): the profile log-likelihood. */
export function powerLikelihood(family: PowerFamily, values: readonly number[], lambda: number): number {
	let [mean, squares, logs, n] = [0, 0, 0, 0];
	for (const x of values) {
		const y = powerTransform(family, x, lambda);
		n += 1;
		const step = y - mean;
		mean += step / n;
		squares += step * (y - mean);
		logs += family === 'box-cox' ? Math.log(x) : Math.sign(x) * Math.log1p(Math.abs(x));
	}
	return (-n / 2) * Math.log(squares / n) + (lambda - 1) * logs;
}

const [lowest, highest, step] = [-8, 8, 0.25];
const golden = (Math.sqrt(5) - 1) / 2;

/** The lambda of the largest likelihood between -8 and 8, to 1e-7: the best of a grid, refined by golden section. 1 where all values are one. */
export function fitLambda(family: PowerFamily, values: readonly number[]): number {
	const fit = (lambda: number) => powerLikelihood(family, values, lambda);
	if (values.length < 2 || values.every((x) => x === values[0])) return 1;
	let [best, found] = [1, -Infinity];
	for (let lambda = lowest; lambda <= highest; lambda += step) {
		const likelihood = fit(lambda);
		if (Number.isFinite(likelihood) && likelihood > found) [best, found] = [lambda, likelihood];
	}
	let [a, b] = [best - step, best + step];
	let [c, d] = [b - golden * (b - a), a + golden * (b - a)];
	let [fc, fd] = [fit(c), fit(d)];
	while (b - a > 1e-7) {
		if (fc >= fd) {
			[b, d, fd] = [d, c, fc];
			c = b - golden * (b - a);
			fc = fit(c);
		} else {
			[a, c, fc] = [c, d, fd];
			d = a + golden * (b - a);
			fd = fit(d);
		}
	}
	return (a + b) / 2;
}
