import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runSeries } from '$lib/core/series/run-series';
import { parseRecipe } from '$lib/core/recipe/recipe';
import { numberVector, textVector, toRows, type Column } from '$lib/core/table/columns';
import { kindOfType } from '$lib/core/recipe/number-column';
import { openNodeEngine } from '$lib/engines/duckdb-node/engine';
import { webCrypto } from '$lib/engines/webcrypto/crypto';
import { withStagedRecipe } from '$lib/workbench/recipe-stage';
import golden from '../../golden/series.json';
import { close, column, deviation, mean, someNumbers, type Maybe } from './definition';

/** What is computed outside SQL, through the workbench; golden values are pandas' and scipy's (tests/golden/series.py). */
const sql = await openNodeEngine(await mkdtemp(path.join(tmpdir(), 'temoto-')));
afterAll(() => sql.close());
const ports = {
	sql,
	rowFunctions: { runRowFunction: () => Promise.reject(new Error('not here')) },
	seriesRunner: { runSeries: (...asked: Parameters<typeof runSeriesHere>) => runSeriesHere(...asked) },
	crypto: webCrypto,
	clock: { now: () => 0, elapsed: () => 0 }
};
const runSeriesHere = (job: Parameters<typeof runSeries>[0], signal?: AbortSignal) =>
	runSeries(job, () => Promise.resolve(false), signal);

let made = 0;
async function staged(values: Readonly<Record<string, readonly (Maybe | string)[]>>, op: string, params: object) {
	const name = `t${++made}`;
	const columns = Object.entries(values).map(([key, cells]): Column => {
		const isText = cells.some((cell) => typeof cell === 'string');
		return isText
			? { name: key, type: 'VARCHAR', vector: textVector(cells.map((cell) => (cell === null ? null : String(cell)))) }
			: { name: key, type: 'DOUBLE', vector: numberVector(cells.map((cell) => (cell === null ? null : Number(cell)))) };
	});
	await sql.loadColumns(name, {
		rows:
			columns[0]?.vector.kind === 'number' ? columns[0].vector.values.length : (columns[0]?.vector.codes.length ?? 0),
		columns
	});
	const schema = columns.map((one) => ({ name: one.name, type: one.type, kind: kindOfType(one.type) }));
	const recipe = parseRecipe({ schemaVersion: 1, steps: [{ op, params }] });
	return withStagedRecipe(ports, recipe, name, schema, {}, async ({ select }) => toRows(await sql.query(select)));
}

const { x } = golden.frame;
describe('exponential windows, as pandas', () => {
	it.each(golden.exponential)('$params', async ({ params, mean: means, deviation: deviations }) => {
		close(await staged({ x }, 'exponential-mean', { columns: ['x'], ...params }), 'x_exponential_mean', means);
		const rows = await staged({ x }, 'exponential-deviation', { columns: ['x'], ...params });
		close(rows, 'x_exponential_deviation', deviations, 8);
	});
	it('runs within groups, in an order, and leaves rows where they are', async () => {
		const g = x.map((_, i) => (i % 3 === 0 ? 'a' : i % 3 === 1 ? 'b' : null));
		const i = x.map((_, at) => -at);
		const rows = await staged({ x, g, i }, 'exponential-mean', { columns: ['x'], by: ['g'], order: 'i', length: 3 });
		const alone: Awaited<ReturnType<typeof staged>>[] = [];
		for (const k of [0, 1, 2]) {
			const own = x.filter((_, at) => at % 3 === k).reverse();
			alone.push(await staged({ x: own }, 'exponential-mean', { columns: ['x'], length: 3 }));
		}
		const wanted = x.map((_, at) => {
			const own = alone[at % 3] ?? [];
			return Number(own[own.length - 1 - Math.floor(at / 3)]?.['x_exponential_mean'] ?? NaN);
		});
		close(rows, 'x_exponential_mean', wanted);
		expect(column(rows, 'x')).toEqual(x);
	});
});

it.each(['monotone', 'akima', 'spline'] as const)('fills gaps on a curve as scipy: %s', async (curve) => {
	const { place, x: gappy } = golden.curves;
	const rows = await staged({ x: gappy, place }, 'interpolate-curve', { columns: ['x'], curve, order: 'place' });
	close(rows, 'x', golden.curves[curve]);
	const backwards = await staged({ x: gappy, place }, 'interpolate-curve', {
		columns: ['x'],
		curve,
		order: 'place',
		direction: 'descending'
	});
	close(backwards, 'x', golden.curves[curve]);
});

describe('smoothing', () => {
	it.each(golden.smooth.savgol)('by polynomials, as scipy: $n, $degree', async ({ n, degree, made: wanted }) => {
		const rows = await staged({ x: golden.smooth.x }, 'smooth-polynomial', { columns: ['x'], n, degree });
		close(rows, 'x_smooth', wanted);
	});
	it('by polynomials: gaps stay, a series shorter than the window is missing', async () => {
		const rows = await staged({ x: [1, null, 3, 4, 5, 6, 7] }, 'smooth-polynomial', {
			columns: ['x'],
			n: 5,
			degree: 1
		});
		close(rows, 'x_smooth', [1, null, 3, 4, 5, 6, 7]);
		close(await staged({ x: [1, 2] }, 'smooth-polynomial', { columns: ['x'] }), 'x_smooth', [null, null]);
		for (const params of [{ n: 4 }, { n: 3, degree: 3 }])
			await expect(staged({ x: [1] }, 'smooth-polynomial', { columns: ['x'], ...params })).rejects.toMatchObject({
				code: 'recipe/params-invalid'
			});
	});
	it('by local lines, as their definition says', async () => {
		const y = someNumbers(60, 21);
		const rows = await staged({ x: y }, 'smooth-locally', { columns: ['x'], n: 9 });
		const wanted = y.map((_, i) => {
			const first = Math.max(0, Math.min(y.length - 9, i - 4));
			const reach = Math.max(i - first, first + 8 - i);
			const points = Array.from({ length: 9 }, (_unused, k) => first + k).flatMap((k) => {
				const value = y[k] ?? null;
				const far = Math.abs(k - i) / reach;
				return value === null || far >= 1 ? [] : [{ d: k - i, value, w: (1 - far ** 3) ** 3 }];
			});
			const total = (rule: (point: { d: number; value: number; w: number }) => number) =>
				points.reduce((all, point) => all + rule(point), 0);
			const [w, wd, wy, wdd, wdy] = [
				total((p) => p.w),
				total((p) => p.w * p.d),
				total((p) => p.w * p.value),
				total((p) => p.w * p.d ** 2),
				total((p) => p.w * p.d * p.value)
			];
			return (wy * wdd - wd * wdy) / (w * wdd - wd ** 2);
		});
		close(rows, 'x_smooth', wanted, 8);
	});
});

describe('trend, season and the rest', () => {
	const n = 84;
	const noise = someNumbers(n, 2).map((value) => (value ?? 0) / 400);
	const season = [3, 1, 0, -1, -2, -1, 0];
	const y = noise.map((e, i): Maybe => 5 + i / 20 + (season[i % 7] ?? 0) + e);
	it.each(['loess', 'means'])('adds up to the value and finds the season: %s', async (method) => {
		const gappy = y.map((value, i) => (i === 30 ? null : value));
		const rows = await staged({ y: gappy }, 'decompose-series', { columns: ['y'], period: 7, method });
		rows.forEach((row, i) => {
			const [trend, seasonal, residual] = [row['y_trend'], row['y_seasonal'], row['y_residual']];
			if (i === 30) expect(residual).toBeNull();
			else if (trend !== null && trend !== undefined)
				expect(Number(trend) + Number(seasonal) + Number(residual)).toBeCloseTo(gappy[i] ?? NaN, 9);
			expect(Math.abs(Number(seasonal) - (season[i % 7] ?? 0))).toBeLessThan(0.4);
		});
		expect(column(rows, 'y_trend').filter((value) => value === null)).toHaveLength(method === 'means' ? 6 : 0);
	});
	it('by moving means, as their definition says, for an even season too', async () => {
		const rows = await staged({ y }, 'decompose-series', { columns: ['y'], period: 4, method: 'means' });
		const trend = y.map((_, i): Maybe => {
			const around = y.slice(Math.max(0, i - 2), i + 3);
			if (i < 2 || i > n - 3) return null;
			return around.reduce((all: number, value, k) => all + ((k === 0 || k === 4 ? 0.5 : 1) * (value ?? NaN)) / 4, 0);
		});
		close(rows, 'y_trend', trend);
		const rest = (k: number) =>
			y.flatMap((value, i) => (i % 4 === k && trend[i] !== null ? [(value ?? NaN) - (trend[i] ?? NaN)] : []));
		const means = [0, 1, 2, 3].map((k) => mean(rest(k)));
		close(
			rows,
			'y_seasonal',
			y.map((_, i) => (means[i % 4] ?? NaN) - mean(means))
		);
	});
	it('marks what neither explains', async () => {
		const odd = y.map((value, i) => (i === 40 ? 30 : value));
		const rows = await staged({ y: odd }, 'mark-unusual', { columns: ['y'] });
		expect(column(rows, 'y_unusual').flatMap((mark, i) => (mark === 1 ? [i] : []))).toEqual([40]);
		const parts = await staged({ y: odd }, 'decompose-series', { columns: ['y'], method: 'means' });
		const rest = column(parts, 'y_residual').flatMap((value) => (value === null ? [] : [Number(value)]));
		const marks = await staged({ y: odd }, 'mark-unusual', { columns: ['y'], method: 'means', deviations: 2 });
		const far = rest.filter((value) => Math.abs(value - mean(rest)) > 2 * deviation(rest)).length;
		expect(column(marks, 'y_unusual').filter((mark) => mark === 1)).toHaveLength(far);
	});
	it('is missing for a series of fewer than two seasons', async () => {
		const rows = await staged({ y: y.slice(0, 13) }, 'decompose-series', { columns: ['y'], period: 7 });
		expect(column(rows, 'y_trend').every((value) => value === null)).toBe(true);
	});
});

it('stops when it is told to', async () => {
	const stop = new AbortController();
	const vector = numberVector([1, 2, 3]);
	const columns = { rows: 3, columns: ['series', 'place', 'v0'].map((name) => ({ name, type: 'DOUBLE', vector })) };
	const job = { kernel: { name: 'local-line', span: 3 } as const, columns };
	const running = runSeries(job, () => Promise.resolve((stop.abort(), true)), stop.signal);
	await expect(running).rejects.toThrow(/abort/i);
});
