import { expect, it } from 'vitest';
import { decompose, loess, seriesAnomalies } from '$lib/core/insight/decompose';
import { seededRandom } from '$lib/core/random';

/** The value at x of the weighted line through the `span` nearest points: LOESS by its definition, normal equations by Cramer. */
function lineAt(y: readonly number[], span: number, weights: readonly number[], x: number): number {
	const near = y
		.map((value, i) => ({ i, value, distance: Math.abs(i - x), weight: weights[i] ?? 1 }))
		.sort((a, b) => a.distance - b.distance || a.i - b.i)
		.slice(0, span);
	const far = Math.max(...near.map(({ distance }) => distance)) * Math.max(1, span / y.length);
	const of = near.map((each) => ({
		...each,
		w: each.distance < far ? (1 - (each.distance / far) ** 3) ** 3 * each.weight : 0
	}));
	const sum = (f: (each: (typeof of)[number]) => number) => of.reduce((total, each) => total + each.w * f(each), 0);
	const [s0, s1, s2, t0, t1] = [
		sum(() => 1),
		sum(({ i }) => i),
		sum(({ i }) => i * i),
		sum((e) => e.value),
		sum((e) => e.i * e.value)
	];
	const det = s0 * s2 - s1 * s1;
	return (s2 * t0 - s1 * t1) / det + ((s0 * t1 - s1 * t0) / det) * x;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const moving = (y: readonly number[], span: number) => y.slice(span - 1).map((_, i) => mean(y.slice(i, i + span)));

/** STL without robust passes, written from the paper's steps 1 to 6. */
function plainStl(y: readonly number[], period: number, seasonalSpan: number) {
	const odd = (value: number) => Math.ceil(value) + ((Math.ceil(value) + 1) % 2);
	const smooth = (values: readonly number[], span: number) =>
		values.map((_, x) =>
			lineAt(
				values,
				span,
				values.map(() => 1),
				x
			)
		);
	let trend = y.map(() => 0);
	let seasonal = y.map(() => 0);
	for (let pass = 0; pass < 2; pass++) {
		const rest = y.map((value, i) => value - (trend[i] ?? 0));
		const cycle = new Array<number>(y.length + 2 * period).fill(0);
		for (let phase = 0; phase < period; phase++) {
			const own = rest.filter((_, i) => i % period === phase);
			for (let x = -1; x <= own.length; x++)
				cycle[phase + (x + 1) * period] = lineAt(
					own,
					seasonalSpan,
					own.map(() => 1),
					x
				);
		}
		const low = smooth(moving(moving(moving(cycle, period), period), 3), odd(period));
		seasonal = y.map((_, i) => (cycle[i + period] ?? 0) - (low[i] ?? 0));
		trend = smooth(
			y.map((value, i) => value - (seasonal[i] ?? 0)),
			odd((1.5 * period) / (1 - 1.5 / seasonalSpan))
		);
	}
	return { trend, seasonal };
}

const random = seededRandom(5);
const series = Array.from(
	{ length: 40 },
	(_, i) => 10 + 0.2 * i + 3 * Math.sin((2 * Math.PI * i) / 4) + random() - 0.5
);

it('smooths as LOESS is defined, also beyond the ends and with a span over all', () => {
	for (const span of [5, 9, 61]) {
		const found = loess(Float64Array.from(series), span, null, 0, series.length - 1);
		found.forEach((value, x) => expect(value).toBeCloseTo(lineAt(series, span, [], x), 8));
	}
	const [before] = loess(Float64Array.from(series), 7, null, -1, -1);
	expect(before).toBeCloseTo(lineAt(series, 7, [], -1), 8);
});

it('decomposes as STL written a second time from its paper', () => {
	const found = decompose(Float64Array.from(series), { period: 4, seasonalSpan: 7, robustPasses: 0 });
	const wanted = plainStl(series, 4, 7);
	found.trend.forEach((value, i) => expect(value).toBeCloseTo(wanted.trend[i] ?? 0, 8));
	found.seasonal.forEach((value, i) => expect(value).toBeCloseTo(wanted.seasonal[i] ?? 0, 8));
	found.residual.forEach((value, i) =>
		expect(value + (found.trend[i] ?? 0) + (found.seasonal[i] ?? 0)).toBeCloseTo(series[i] ?? 0, 10)
	);
});

it('finds the one odd point, and weighs it down', () => {
	const odd = Float64Array.from(series);
	odd[17] = (odd[17] ?? 0) + 15;
	const { residual, weights } = decompose(odd, { period: 4 });
	expect(seriesAnomalies(residual, 3)).toEqual([17]);
	expect(weights[17]).toBe(0);
});
