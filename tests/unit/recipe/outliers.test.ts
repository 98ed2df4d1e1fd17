import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	absoluteDeviation,
	close,
	column,
	deviation,
	mean,
	median,
	oddName,
	oddValues,
	present,
	quantile,
	someNumbers,
	someOf,
	type Maybe
} from './definition';
import { run, table } from './native';

const xs = [...someNumbers(80, 8), 500, -400, 0];
const ys = someNumbers(xs.length, 9);
const groups = someOf(oddValues, xs.length, 10);
const source = await table(
	{ [oddName]: 'DOUBLE', y: 'DOUBLE', g: 'VARCHAR', id: 'BIGINT' },
	xs.map((x, i) => [x, ys[i] ?? null, groups[i] ?? null, i])
);
const known = present(xs);
const logs = known.filter((x) => x > 0).map(Math.log);

type Bounds = readonly [number, number];
const around = (centre: number, reach: number): Bounds => [centre - reach, centre + reach];
const quartiles: Bounds = [quantile(known, 0.25), quantile(known, 0.75)];
function tukey(reach: number): Bounds {
	const far = reach * (quartiles[1] - quartiles[0]);
	return [quartiles[0] - far, quartiles[1] + far];
}
const [low, high] = [quantile(known, 0.05), quantile(known, 0.95)];
const inner = known.filter((x) => x >= low && x <= high);
const sorted = [...known].sort((a, b) => a - b);
const cut = Math.floor(0.1 * sorted.length);

const fences: readonly (readonly [string, object, Bounds])[] = [
	['tukey-fences', {}, tukey(1.5)],
	['tukey-fences', { reach: 0.5 }, tukey(0.5)],
	['robust-deviation-fences', { deviations: 2 }, around(mean(inner), 2 * deviation(inner))],
	['median-deviation-fences', { deviations: 2 }, around(median(known), 2 * 1.4826 * absoluteDeviation(known))],
	['log-fences', { deviations: 1 }, [Math.exp(mean(logs) - deviation(logs)), Math.exp(mean(logs) + deviation(logs))]],
	['clip', { method: 'deviations', deviations: 1 }, around(mean(known), deviation(known))]
];

describe('fences', () => {
	it.each(fences)('%s %o', async (op, params, [lower, upper]) => {
		const columns = [oddName];
		const made = await run([{ op, params: { columns, ...params } }], source);
		const limited = xs.map((x): Maybe => (x === null ? null : Math.min(Math.max(x, lower), upper)));
		expect(limited.filter((x, i) => x !== xs[i]).length).toBeGreaterThan(0);
		close(made.rows, oddName, limited);
		const gone = await run([{ op, params: { columns, ...params, beyond: 'missing' } }], source);
		close(
			gone.rows,
			oddName,
			xs.map((x) => (x === null || x < lower || x > upper ? null : x))
		);
		const marked = await run([{ op, params: { columns, ...params, beyond: 'mark' } }], source);
		expect(column(marked.rows, `${oddName} is outlier`)).toEqual(
			xs.map((x) => Number(x !== null && (x < lower || x > upper)))
		);
	});

	it('winsorises', async () => {
		const params = { columns: [oddName], low: 0.1, high: 0.1 };
		const { rows } = await run([{ op: 'winsorise', params }], source);
		const [lower, upper] = [sorted[cut] ?? NaN, sorted[sorted.length - 1 - cut] ?? NaN];
		close(
			rows,
			oddName,
			xs.map((x) => (x === null ? null : Math.min(Math.max(x, lower), upper)))
		);
	});

	it('leaves an empty table and a column with nothing to learn from as they are', async () => {
		const none = await table({ x: 'DOUBLE' }, []);
		const gaps = await table({ x: 'DOUBLE' }, [[null], [null]]);
		for (const [op, params] of [...fences, ['winsorise', {}, [0, 0]] as const]) {
			expect((await run([{ op, params: { columns: ['x'], ...params } }], none)).rows).toEqual([]);
			expect((await run([{ op, params: { columns: ['x'], ...params } }], gaps)).rows).toEqual([
				{ x: null },
				{ x: null }
			]);
		}
	});

	it('learns on some rows and applies to the others', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 3, maxLength: 12 }),
				fc.array(fc.integer({ min: -500, max: 500 }), { minLength: 1, maxLength: 6 }),
				async (learn, apply) => {
					const all = await table({ x: 'DOUBLE', t: 'BIGINT' }, [
						...learn.map((x) => [x, 1]),
						...apply.map((x) => [x, 0])
					]);
					const [a, b] = [quantile(learn, 0.25), quantile(learn, 0.75)];
					const { rows } = await run([{ op: 'tukey-fences', params: { columns: ['x'] } }], all, { fitOn: 't = 1' });
					close(
						rows,
						'x',
						[...learn, ...apply].map((x) => Math.min(Math.max(x, a - 1.5 * (b - a)), b + 1.5 * (b - a)))
					);
				}
			),
			{ numRuns: 20 }
		);
	});
});

describe('outliers of rows and groups', () => {
	it.each([
		['quartiles', {}, tukey(1.5)],
		['deviations', { deviations: 2 }, around(mean(known), 2 * deviation(known))],
		['median', { deviations: 3 }, around(median(known), 3 * 1.4826 * absoluteDeviation(known))],
		['quantile', {}, [low, high]],
		['robust', { deviations: 2 }, around(mean(inner), 2 * deviation(inner))]
	] as const)('drops rows: %s', async (method, params, [lower, upper]) => {
		const { rows } = await run([{ op: 'drop-outliers', params: { columns: [oddName], method, ...params } }], source);
		const kept = xs.flatMap((x, i) => (x !== null && (x < lower || x > upper) ? [] : [i]));
		expect(kept.length).toBeLessThan(xs.length);
		expect(column(rows, 'id')).toEqual(kept);
	});

	it('counts outliers', async () => {
		const params = { columns: [oddName, 'y'], method: 'quantile', lowerQuantile: 0.2, upperQuantile: 0.8 };
		const { rows } = await run([{ op: 'count-outliers', params }], source);
		const isOut = (x: Maybe, all: readonly number[]) =>
			x !== null && (x < quantile(all, 0.2) || x > quantile(all, 0.8));
		expect(column(rows, 'outliers')).toEqual(
			xs.map((x, i) => Number(isOut(x, known)) + Number(isOut(ys[i] ?? null, present(ys))))
		);
	});

	it('limits within a group; one not seen takes all rows', async () => {
		const seen = (i: number) => groups[i] !== oddValues[0];
		const { rows } = await run(
			[{ op: 'group-outliers', params: { columns: [oddName], by: 'g', deviations: 1 } }],
			source,
			{ fitOn: `g is missing or g != 'Aix''en'` }
		);
		close(
			rows,
			oddName,
			xs.map((x, i) => {
				if (x === null) return null;
				const own = groups[i] ?? null;
				const all = present(xs.filter((_, j) => seen(j)));
				const of = own === null || !seen(i) ? all : present(xs.filter((_, j) => groups[j] === own));
				return Math.min(Math.max(x, mean(of) - deviation(of)), mean(of) + deviation(of));
			})
		);
	});

	it('replaces, empties and marks rare values', async () => {
		const count = (value: string) => groups.filter((group) => group === value).length;
		const isRare = (group: string | null) => group !== null && count(group) < 10;
		expect(groups.some(isRare)).toBe(true);
		const wanted = { other: "it's other", missing: null };
		for (const [fix, instead] of Object.entries(wanted)) {
			const params = { columns: ['g'], atLeast: 10, fix, other: "it's other" };
			const { rows } = await run([{ op: 'rare-values', params }], source);
			expect(column(rows, 'g')).toEqual(groups.map((group) => (isRare(group) ? instead : group)));
		}
		const share = await run(
			[{ op: 'rare-values', params: { columns: ['g'], atLeast: 9.5 / present(groups).length, fix: 'mark' } }],
			source
		);
		expect(column(share.rows, 'g is rare')).toEqual(groups.map((group) => Number(isRare(group))));
	});

	it('measures the Mahalanobis distance', async () => {
		const { rows } = await run([{ op: 'mahalanobis', params: { columns: [oddName, 'y'] } }], source);
		const both = xs.flatMap((x, i) => {
			const y = ys[i] ?? null;
			return x === null || y === null ? [] : [[x, y] as const];
		});
		const [mx, my] = [mean(both.map(([x]) => x)), mean(both.map(([, y]) => y))];
		const cov = (of: (x: number, y: number) => number) => mean(both.map(([x, y]) => of(x - mx, y - my)));
		const [a, b, d] = [cov((x) => x * x), cov((x, y) => x * y), cov((_, y) => y * y)];
		close(
			rows,
			'distance',
			xs.map((x, i) => {
				const y = ys[i] ?? null;
				if (x === null || y === null) return null;
				const [u, w] = [x - mx, y - my];
				return Math.sqrt((d * u * u - 2 * b * u * w + a * w * w) / (a * d - b * b));
			})
		);
		const twice = await run([{ op: 'mahalanobis', params: { columns: ['y', 'y'] } }], source);
		expect(new Set(column(twice.rows, 'distance'))).toEqual(new Set([null]));
	});
});
