/** How gaps are bent: a cubic spline (not-a-knot), Akima's, or one that goes up and down only where the values do (PCHIP). */
export type CurveMethod = 'spline' | 'akima' | 'monotone';

/**
 * Missing values (NaN) between others on a smooth curve through those there are; before the first and after the last they stay. Places
 * that do not go on (the same as the one before, or missing) carry no knot.
 */
export function fillCurve(values: Float64Array, places: Float64Array, method: CurveMethod): Float64Array {
	const x: number[] = [];
	const y: number[] = [];
	values.forEach((value, i) => {
		const place = places[i] ?? NaN;
		if (Number.isNaN(value) || Number.isNaN(place) || !(place > (x.at(-1) ?? -Infinity))) return;
		x.push(place);
		y.push(value);
	});
	const filled = values.slice();
	if (x.length < 2) return filled;
	const slopes = x.length === 2 ? straight(x, y) : { spline, akima, monotone }[method](x, y);
	let knot = 0;
	places.forEach((place, i) => {
		if (!Number.isNaN(values[i] ?? NaN) || !(place >= (x[0] ?? NaN) && place <= (x.at(-1) ?? NaN))) return;
		while (knot > 0 && (x[knot] ?? 0) > place) knot--;
		while (knot < x.length - 2 && (x[knot + 1] ?? 0) < place) knot++;
		filled[i] = hermite(x, y, slopes, knot, place);
	});
	return filled;
}

type Slopes = (x: readonly number[], y: readonly number[]) => number[];
const at = (values: readonly number[], i: number) => values[i] ?? NaN;
const steps = (x: readonly number[]) => x.slice(1).map((value, i) => value - at(x, i));
const chords: Slopes = (x, y) => x.slice(1).map((value, i) => (at(y, i + 1) - at(y, i)) / (value - at(x, i)));
const straight: Slopes = (x, y) => x.map(() => at(chords(x, y), 0));

function hermite(x: readonly number[], y: readonly number[], d: readonly number[], k: number, place: number): number {
	const h = at(x, k + 1) - at(x, k);
	const u = (place - at(x, k)) / h;
	const [a, b] = [(1 - u) ** 2, u ** 2];
	return (
		(1 + 2 * u) * a * at(y, k) + u * a * h * at(d, k) + (3 - 2 * u) * b * at(y, k + 1) + (u - 1) * b * h * at(d, k + 1)
	);
}

/** Second derivatives agree at the inner knots, third ones at the second and the last but one; three knots make a parabola. */
const spline: Slopes = (x, y) => {
	const [h, m, n] = [steps(x), chords(x, y), x.length];
	if (n === 3) {
		const bend = (at(m, 1) - at(m, 0)) / (at(x, 2) - at(x, 0));
		return [at(m, 0) - bend * at(h, 0), at(m, 0) + bend * at(h, 0), at(m, 1) + bend * at(h, 1)];
	}
	const [lower, middle, upper, right] = [0, 0, 0, 0].map(() => new Float64Array(n));
	if (!lower || !middle || !upper || !right) return [];
	for (let i = 1; i < n - 1; i++) {
		lower[i] = at(h, i);
		middle[i] = 2 * (at(h, i - 1) + at(h, i));
		upper[i] = at(h, i - 1);
		right[i] = 3 * (at(h, i) * at(m, i - 1) + at(h, i - 1) * at(m, i));
	}
	const first = at(x, 2) - at(x, 0);
	middle[0] = at(h, 1);
	upper[0] = first;
	right[0] = ((at(h, 0) + 2 * first) * at(h, 1) * at(m, 0) + at(h, 0) ** 2 * at(m, 1)) / first;
	const last = at(x, n - 1) - at(x, n - 3);
	middle[n - 1] = at(h, n - 3);
	lower[n - 1] = last;
	right[n - 1] = (at(h, n - 2) ** 2 * at(m, n - 3) + (2 * last + at(h, n - 2)) * at(h, n - 3) * at(m, n - 2)) / last;
	for (let i = 1; i < n; i++) {
		const part = (lower[i] ?? 0) / (middle[i - 1] ?? 1);
		middle[i] = (middle[i] ?? 0) - part * (upper[i - 1] ?? 0);
		right[i] = (right[i] ?? 0) - part * (right[i - 1] ?? 0);
	}
	const slopes = new Array<number>(n).fill(0);
	for (let i = n - 1; i >= 0; i--)
		slopes[i] = ((right[i] ?? 0) - (upper[i] ?? 0) * (slopes[i + 1] ?? 0)) / (middle[i] ?? 1);
	return slopes;
};

const akima: Slopes = (x, y) => {
	const m = chords(x, y);
	const before = 2 * at(m, 0) - at(m, 1);
	const after = 2 * at(m, m.length - 1) - at(m, m.length - 2);
	const all = [2 * before - at(m, 0), before, ...m, after, 2 * after - at(m, m.length - 1)];
	const weights = x.map(
		(_, i) => [Math.abs(at(all, i + 3) - at(all, i + 2)), Math.abs(at(all, i + 1) - at(all, i))] as const
	);
	const largest = weights.reduce((most, [a, b]) => Math.max(most, a + b), 0);
	return weights.map(([a, b], i) =>
		a + b > 1e-9 * largest ? (a * at(all, i + 1) + b * at(all, i + 2)) / (a + b) : (at(all, i + 3) + at(all, i)) / 2
	);
};

const monotone: Slopes = (x, y) => {
	const [h, m, n] = [steps(x), chords(x, y), x.length];
	return x.map((_, i) => {
		if (i === 0) return endSlope(at(h, 0), at(h, 1), at(m, 0), at(m, 1));
		if (i === n - 1) return endSlope(at(h, n - 2), at(h, n - 3), at(m, n - 2), at(m, n - 3));
		const [a, b] = [at(m, i - 1), at(m, i)];
		if (a * b <= 0) return 0;
		const [w1, w2] = [2 * at(h, i) + at(h, i - 1), at(h, i) + 2 * at(h, i - 1)];
		return (w1 + w2) / (w1 / a + w2 / b);
	});
};

function endSlope(h0: number, h1: number, m0: number, m1: number): number {
	const slope = ((2 * h0 + h1) * m0 - h0 * m1) / (h0 + h1);
	if (Math.sign(slope) !== Math.sign(m0)) return 0;
	return Math.sign(m0) !== Math.sign(m1) && Math.abs(slope) > 3 * Math.abs(m0) ? 3 * m0 : slope;
}
