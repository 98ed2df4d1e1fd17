import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalQuantile } from '$lib/core/recipe/normal-quantile';
import { fitLambda } from '$lib/core/recipe/power-transform';
import {
	absoluteDeviation,
	close,
	column,
	deviation,
	mean,
	median,
	oddName,
	present,
	quantile,
	someNumbers,
	someOf,
	sum,
	type Maybe
} from './definition';
import { run, table } from './native';

const xs = [...someNumbers(60, 3), 0, -0.5, 1, 1e-12, -1, 0.25, 710, -710, 1e200, null];
const ys = someNumbers(xs.length, 4);
const groups = someOf(['a', "b'c", '東京'], xs.length, 5);
const source = await table(
	{ [oddName]: 'DOUBLE', y: 'DOUBLE', g: 'VARCHAR' },
	xs.map((x, i) => [x, ys[i] ?? null, groups[i] ?? null])
);
/** Without the numbers that overflow. */
const tame = await table(
	{ x: 'DOUBLE', y: 'DOUBLE', g: 'VARCHAR', k: 'BIGINT' },
	xs.slice(0, 60).map((x, i) => [x, ys[i] ?? null, groups[i] ?? null, i % 7])
);
const [tx, ty, tg] = [xs.slice(0, 60), ys.slice(0, 60), groups.slice(0, 60)];

const finite = (y: number): Maybe => (Number.isFinite(y) ? y : null);
/** Halves away from 0. */
const round = (x: number) => Math.sign(x) * Math.round(Math.abs(x));

type Definition = readonly [op: string, params: object, of: (x: number) => number];
const functions: readonly Definition[] = [
	['log', {}, (x) => (x > 0 ? Math.log(x) : NaN)],
	['log1p', {}, (x) => (x > -1 ? Math.log1p(x) : NaN)],
	['log2', {}, (x) => (x > 0 ? Math.log2(x) : NaN)],
	['log10', {}, (x) => (x > 0 ? Math.log10(x) : NaN)],
	['signed-log', {}, (x) => Math.sign(x) * Math.log(1 + Math.abs(x))],
	['inverse-sinh', {}, (x) => (Math.abs(x) > 1e100 ? Math.log(2 * x) : Math.asinh(x))],
	['exponential', {}, Math.exp],
	['square', {}, (x) => x ** 2],
	['square-root', {}, Math.sqrt],
	['cube-root', {}, Math.cbrt],
	['power', { exponent: 3 }, (x) => x ** 3],
	['power', { exponent: -0.5 }, (x) => x ** -0.5],
	['reciprocal', {}, (x) => 1 / x],
	['absolute', {}, Math.abs],
	['negate', {}, (x) => -x],
	['sign', {}, Math.sign],
	['floor', {}, Math.floor],
	['ceiling', {}, Math.ceil],
	['whole-part', {}, Math.trunc],
	['fraction-part', {}, (x) => x - Math.trunc(x)],
	['sigmoid', {}, (x) => 1 / (1 + Math.exp(-x))],
	['logit', {}, (x) => (x > 0 && x < 1 ? Math.log(x / (1 - x)) : NaN)],
	['tanh', {}, Math.tanh],
	['degrees-to-radians', {}, (x) => (x / 180) * Math.PI],
	['radians-to-degrees', {}, (x) => (x / Math.PI) * 180],
	['round', { digits: 0 }, round],
	['round', { digits: -1 }, (x) => round(x / 10) * 10],
	['round-to-multiple', { multiple: 0.5 }, (x) => round(x / 0.5) * 0.5],
	['round-to-multiple', { multiple: 4, direction: 'down' }, (x) => Math.floor(x / 4) * 4],
	['round-to-multiple', { multiple: 4, direction: 'up' }, (x) => Math.ceil(x / 4) * 4],
	['add-constant', { amount: 2.5 }, (x) => x + 2.5],
	['subtract-constant', { amount: 2 }, (x) => x - 2],
	['subtract-constant', { amount: 2, reversed: true }, (x) => 2 - x],
	['multiply-by', { factor: 1e200 }, (x) => x * 1e200],
	['divide-by', { divisor: 8 }, (x) => x / 8],
	['divide-by', { divisor: 0 }, () => NaN],
	['divide-by', { divisor: 3, reversed: true }, (x) => 3 / x],
	['soft-threshold', { amount: 2 }, (x) => Math.sign(x) * Math.max(Math.abs(x) - 2, 0)],
	['binarise', { threshold: 1 }, (x) => Number(x > 1)],
	['binarise', { threshold: 1, atThreshold: 'one' }, (x) => Number(x >= 1)],
	['convert-unit', { from: 'celsius', to: 'fahrenheit' }, (x) => x * 1.8 + 32],
	['convert-unit', { from: 'kelvin', to: 'celsius' }, (x) => x - 273.15],
	['convert-unit', { from: 'mile', to: 'kilometre' }, (x) => x * 1.609344],
	['convert-unit', { from: 'kilometre-per-hour', to: 'metre-per-second' }, (x) => x / 3.6]
];

describe('functions of a number', () => {
	it.each(functions)('%s %o', async (op, params, of) => {
		const { rows } = await run([{ op, params: { columns: [oddName], ...params } }], source);
		close(
			rows,
			oddName,
			xs.map((x) => (x === null ? null : finite(of(x))))
		);
		const beside = await run([{ op, params: { columns: [oddName], ...params, suffix: ' 2' } }], source);
		expect(column(beside.rows, oddName)).toEqual(xs);
		expect(column(beside.rows, `${oddName} 2`)).toEqual(column(rows, oddName));
	});

	it.each([
		['sine', {}, Math.sin],
		['cosine', {}, Math.cos],
		['modulo', { divisor: 7 }, (x: number) => ((x % 7) + 7) % 7],
		['modulo', { divisor: -2.5 }, (x: number) => ((x % 2.5) - 2.5) % 2.5],
		['significant-digits', { digits: 2 }, (x: number) => Number((x + Math.sign(x) * 1e-9).toPrecision(2))]
	] as const)('%s %o', async (op, params, of) => {
		const { rows } = await run([{ op, params: { columns: ['x'], ...params } }], tame);
		close(
			rows,
			'x',
			tx.map((x) => (x === null ? null : of(x)))
		);
	});

	it('passes over what is not finite, and an empty table', async () => {
		const wild = await table({ x: 'DOUBLE' }, [[Infinity], [-Infinity], [NaN], [null]]);
		const none = await table({ x: 'DOUBLE' }, []);
		for (const [op, params] of functions) {
			const made = await run([{ op, params: { columns: ['x'], ...params } }], wild);
			expect(column(made.rows, 'x'), op).toEqual([null, null, null, null]);
			expect((await run([{ op, params: { columns: ['x'], ...params } }], none)).rows).toEqual([]);
		}
	});

	it('puts a number on a circle', async () => {
		const { rows } = await run([{ op: 'cyclic', params: { columns: ['x'], period: 24 } }], tame);
		for (const [name, of] of [
			['x_sin', Math.sin],
			['x_cos', Math.cos]
		] as const)
			close(
				rows,
				name,
				tx.map((x) => (x === null ? null : of((2 * Math.PI * x) / 24)))
			);
	});

	it('refuses units of two kinds', async () => {
		const steps = [{ op: 'convert-unit', params: { columns: ['x'], from: 'mile', to: 'kelvin' } }];
		await expect(run(steps, tame)).rejects.toThrow(/recipe\/params-invalid/);
	});
});

const known = present(tx);
const normalised = (of: (x: number) => number) => tx.map((x) => (x === null ? null : of(x)));

describe('scales', () => {
	it.each<Definition>([
		['standardise', { scale: false }, (x) => x - mean(known)],
		['standardise', { centre: false }, (x) => x / deviation(known)],
		['robust-scale', {}, (x) => (x - median(known)) / (quantile(known, 0.75) - quantile(known, 0.25))],
		[
			'robust-scale',
			{ lowerQuantile: 0.1, upperQuantile: 0.9, centre: false },
			(x) => x / (quantile(known, 0.9) - quantile(known, 0.1))
		],
		['standardise-robustly', {}, (x) => (x - median(known)) / (1.4826 * absoluteDeviation(known))],
		['max-abs-scale', {}, (x) => x / Math.max(...known.map(Math.abs))],
		['mean-normalise', {}, (x) => (x - mean(known)) / (Math.max(...known) - Math.min(...known))],
		['centre', {}, (x) => x - mean(known)],
		['centre', { around: 'median' }, (x) => x - median(known)],
		['share-of-total', {}, (x) => x / sum(known)]
	])('%s %o', async (op, params, of) => {
		const { rows } = await run([{ op, params: { columns: ['x'], ...params } }], tame);
		close(rows, 'x', normalised(of));
	});

	it.each([
		['standardise-by-group', (x: number, of: readonly number[]) => (x - mean(of)) / (deviation(of) || 1)],
		[
			'min-max-by-group',
			(x: number, of: readonly number[]) => (x - Math.min(...of)) / (Math.max(...of) - Math.min(...of) || 1)
		],
		['centre-by-group', (x: number, of: readonly number[]) => x - mean(of)],
		['ratio-to-group-mean', (x: number, of: readonly number[]) => x / mean(of)],
		['share-of-group', (x: number, of: readonly number[]) => x / sum(of)]
	] as const)('%s, learned on some rows', async (op, of) => {
		const learnedFrom = tx.map((_, i) => i % 7 < 4 && tg[i] !== '東京');
		const learned = (group: string | null) => {
			const all = present(tx.filter((_, i) => learnedFrom[i]));
			const own = present(tx.filter((_, i) => learnedFrom[i] && tg[i] === group));
			return group === null || own.length === 0 ? all : own;
		};
		const { rows } = await run([{ op, params: { columns: ['x'], by: 'g' } }], tame, {
			fitOn: "k < 4 and (g is missing or g != '東京')"
		});
		close(
			rows,
			'x',
			tx.map((x, i) => (x === null ? null : of(x, learned(tg[i] ?? null))))
		);
	});

	it('fits once and applies to other rows as by definition', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.option(fc.integer({ min: -1000, max: 1000 })), { minLength: 2, maxLength: 12 }),
				fc.array(fc.option(fc.integer({ min: -1000, max: 1000 })), { minLength: 1, maxLength: 6 }),
				fc.string({ minLength: 1, maxLength: 8 }).filter((name) => !name.includes('\0') && !/^(train|__)/i.test(name)),
				async (learn, apply, name) => {
					const all = await table({ [name]: 'DOUBLE', train_: 'BIGINT' }, [
						...learn.map((x) => [x, 1]),
						...apply.map((x) => [x, 0])
					]);
					const { rows } = await run([{ op: 'robust-scale', params: { columns: [name] } }], all, {
						fitOn: 'train_ = 1'
					});
					const seen = present(learn);
					const [m, s] = seen.length === 0 ? [0, 1] : [median(seen), quantile(seen, 0.75) - quantile(seen, 0.25) || 1];
					close(
						rows,
						name,
						[...learn, ...apply].map((x) => (x === null ? null : (x - m) / s))
					);
				}
			),
			{ numRuns: 25 }
		);
	});

	it('brings rows to length 1', async () => {
		for (const [norm, size] of [
			['l2', (a: number[]) => Math.hypot(...a)],
			['l1', (a: number[]) => sum(a.map(Math.abs))],
			['max', (a: number[]) => Math.max(...a.map(Math.abs))]
		] as const) {
			const { rows } = await run([{ op: 'normalise-rows', params: { columns: ['x', 'y'], norm } }], tame);
			close(
				rows,
				'y',
				ty.map((y, i) => (y === null ? null : y / (size([tx[i] ?? 0, y]) || 1)))
			);
		}
	});
});

describe('distributions', () => {
	/** scipy 1.17.1: stats.boxcox and stats.yeojohnson of these values. */
	const positive = [1.2, 3.4, 0.5, 8.9, 2.2, 15.3, 4.4, 0.9, 1.1, 27.5];
	const mixed = [-3.5, 1.2, 0, 4.4, -0.3, 12.5, 2.2, -1.1, 7.5, 0.4];
	it.each([
		[
			'box-cox',
			positive,
			-0.1598305077106146,
			[
				0.179690699, 1.111528338, -0.733000759, 1.845000324, 0.740799624, 2.210957506, 1.319243272, -0.106252643,
				0.094587899, 2.572870206
			]
		],
		[
			'yeo-johnson',
			mixed,
			0.639341944621698,
			[
				-4.954244073, 1.025249084, 0, 3.033340054, -0.315302431, 6.695065314, 1.726152933, -1.28194717, 4.580345885,
				0.375404274
			]
		]
	] as const)('%s as scipy does', async (op, values, lambda, wanted) => {
		expect(fitLambda(op, values)).toBeCloseTo(lambda, 5);
		const data = await table({ [oddName]: 'DOUBLE' }, [...values.map((x) => [x]), [null]]);
		const plain = await run([{ op, params: { columns: [oddName], standardise: false } }], data);
		close(plain.rows, oddName, [...wanted, null], 4);
		const scaled = await run([{ op, params: { columns: [oddName] } }], data);
		close(scaled.rows, oddName, [...wanted.map((y) => (y - mean(wanted)) / deviation(wanted)), null], 4);
	});

	it('Yeo-Johnson as in the documentation of scikit-learn', async () => {
		const data = await table({ a: 'DOUBLE', b: 'DOUBLE' }, [
			[1, 2],
			[3, 2],
			[4, 5]
		]);
		const { rows } = await run([{ op: 'yeo-johnson', params: { columns: ['a', 'b'] } }], data);
		close(rows, 'a', [-1.316, 0.209, 1.106], 3);
		close(rows, 'b', [-0.707, -0.707, 1.414], 3);
		expect(
			[fitLambda('yeo-johnson', [1, 3, 4]), fitLambda('yeo-johnson', [2, 2, 5])].map((x) => Math.trunc(x * 1000) / 1000)
		).toEqual([1.386, -3.1]);
	});

	it('learns a power from a sample evenly spaced by rank', async () => {
		const many = Array.from({ length: 25_000 }, (_, i) => Math.exp(((i * 7919) % 25_000) / 5000));
		const data = await table(
			{ x: 'DOUBLE' },
			many.map((x) => [x])
		);
		const { recipe } = await run([{ op: 'box-cox', params: { columns: ['x'] } }], data);
		const fitted = JSON.stringify(recipe.steps[0]?.fitted);
		const lambda = Number(/"lambda":(-?[\d.e-]+)/.exec(fitted)?.[1]);
		expect(lambda).toBeCloseTo(fitLambda('box-cox', many), 2);
	});

	it('finds normal quantiles as scipy does', () => {
		const wanted = [-3.090232306167813, -1.5341205443525463, -0.5244005127080409, 0, 1.2815515655446004];
		[0.001, 0.0625, 0.3, 0.5, 0.9].forEach((p, i) => expect(normalQuantile(p)).toBeCloseTo(wanted[i] ?? NaN, 7));
	});

	it('turns numbers into their places', async () => {
		const count = 11;
		const params = { columns: ['x'], quantiles: count };
		const knots = Array.from({ length: count }, (_, i) => quantile(known, i / (count - 1)));
		const place = (x: number) => {
			const first = knots.findIndex((knot) => knot >= x);
			if (x <= (knots[0] ?? 0)) return knots.lastIndexOf(knots[0] ?? 0) / 2 / (count - 1);
			if (first === -1) return 1;
			const at = (i: number) => (knots.indexOf(knots[i] ?? 0) + knots.lastIndexOf(knots[i] ?? 0)) / 2 / (count - 1);
			const [a, b] = [knots[first - 1] ?? 0, knots[first] ?? 0];
			return at(first - 1) + ((x - a) / (b - a)) * (at(first) - at(first - 1));
		};
		const uniform = await run([{ op: 'quantile-transform', params }], tame, { fitOn: 'k >= 0' });
		close(uniform.rows, 'x', normalised(place));
		const normal = await run([{ op: 'quantile-transform', params: { ...params, distribution: 'normal' } }], tame);
		close(
			normal.rows.filter((row) => row['x'] !== null && Number(row['x']) > 3),
			'x',
			[]
		);
		expect(
			Math.abs(median(present(column(normal.rows, 'x').map((x) => (x === null ? null : Number(x))))))
		).toBeLessThan(0.15);
	});

	it('ranks as scipy does', async () => {
		const data = await table(
			{ x: 'DOUBLE' },
			[3, 1, 4, 1, 5, 9, 2, 6, null].map((x) => [x])
		);
		const wanted = {
			average: [4, 1.5, 5, 1.5, 6, 8, 3, 7, null],
			minimum: [4, 1, 5, 1, 6, 8, 3, 7, null],
			maximum: [4, 2, 5, 2, 6, 8, 3, 7, null],
			dense: [3, 1, 4, 1, 5, 7, 2, 6, null]
		};
		for (const [ties, ranks] of Object.entries(wanted)) {
			const { rows } = await run([{ op: 'rank', params: { columns: ['x'], ties } }], data);
			close(rows, 'x', ranks);
			const shares = await run([{ op: 'percent-rank', params: { columns: ['x'], ties } }], data);
			const most = ties === 'dense' ? 7 : 8;
			close(
				shares.rows,
				'x',
				ranks.map((rank) => (rank === null ? null : rank / most))
			);
		}
		const grouped = await run(
			[{ op: 'rank', params: { columns: ['x'], by: 'g', order: 'descending', ties: 'minimum' } }],
			tame
		);
		close(
			grouped.rows,
			'x',
			tx.map((x, i) => (x === null ? null : 1 + tx.filter((z, j) => z !== null && z > x && tg[j] === tg[i]).length))
		);
	});
});

describe('several columns', () => {
	const pairs = tx.map((x, i) => present([x, ty[i] ?? null]));
	const each = (of: (values: readonly number[]) => number) =>
		pairs.map((values) => (values.length === 0 ? null : of(values)));
	it.each([
		['row-sum', sum],
		['row-product', (a: readonly number[]) => a.reduce((p, x) => p * x, 1)],
		['row-mean', mean],
		['row-median', median],
		['row-minimum', (a: readonly number[]) => Math.min(...a)],
		['row-maximum', (a: readonly number[]) => Math.max(...a)],
		['row-range', (a: readonly number[]) => Math.max(...a) - Math.min(...a)],
		['row-deviation', deviation],
		['row-norm', (a: readonly number[]) => Math.hypot(...a)]
	] as const)('%s', async (op, of) => {
		const { rows } = await run([{ op, params: { columns: ['x', 'y'], name: oddName } }], tame);
		close(rows, oddName, each(of));
	});

	const both = (of: (x: number, y: number) => number) =>
		tx.map((x, i) => {
			const y = ty[i] ?? null;
			return x === null || y === null ? null : finite(of(x, y));
		});
	it.each([
		['difference', (x: number, y: number) => x - y],
		['absolute-difference', (x: number, y: number) => Math.abs(x - y)],
		['ratio', (x: number, y: number) => x / y],
		['percent-change', (x: number, y: number) => (100 * (x - y)) / Math.abs(y)],
		['share-of-pair', (x: number, y: number) => x / (x + y)],
		['pair-product', (x: number, y: number) => x * y]
	] as const)('%s', async (op, of) => {
		const { rows } = await run([{ op, params: { column: 'x', other: 'y', name: 'made' } }], tame);
		close(rows, 'made', both(of));
	});

	it('names the column with the largest number', async () => {
		const { rows } = await run([{ op: 'row-largest', params: { columns: ['x', 'y'], name: 'which' } }], tame);
		expect(column(rows, 'which')).toEqual(
			tx.map((x, i) => {
				const y = ty[i] ?? null;
				if (x === null) return y === null ? null : 'y';
				return y === null || x >= y ? 'x' : 'y';
			})
		);
	});

	it('adds with weights', async () => {
		const { rows } = await run(
			[{ op: 'weighted-sum', params: { columns: ['x', 'y'], weights: [2, -0.5], mean: true } }],
			tame
		);
		close(
			rows,
			'score',
			both((x, y) => (2 * x - 0.5 * y) / 1.5)
		);
		const bad = [{ op: 'weighted-sum', params: { columns: ['x', 'y'], weights: [2] } }];
		await expect(run(bad, tame)).rejects.toThrow(/params-invalid/);
	});

	it('multiplies columns', async () => {
		const { rows, schema } = await run(
			[{ op: 'polynomial-features', params: { columns: ['x', 'y'], degree: 3 } }],
			tame
		);
		expect(schema.slice(4).map(({ name }) => name)).toEqual(['x^2', 'x*y', 'y^2', 'x^3', 'x^2*y', 'x*y^2', 'y^3']);
		close(
			rows,
			'x^2*y',
			both((x, y) => x * x * y)
		);
		close(
			rows,
			'y^3',
			ty.map((y) => (y === null ? null : y ** 3))
		);
		const products = await run([{ op: 'interactions', params: { columns: ['x', 'y', 'k'] } }], tame);
		expect(products.schema.slice(4).map(({ name }) => name)).toEqual(['x*y', 'x*k', 'y*k']);
		close(
			products.rows,
			'x*y',
			both((x, y) => x * y)
		);
	});

	it('bends at knots', async () => {
		const { rows } = await run([{ op: 'spline-features', params: { columns: ['x'], knots: 2, degree: 2 } }], tame);
		for (const i of [1, 2])
			close(
				rows,
				`x_spline_${i}`,
				normalised((x) => Math.max(0, x - quantile(known, i / 3)) ** 2)
			);
	});
});
