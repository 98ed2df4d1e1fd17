import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { run, table } from './native';
import {
	close,
	column,
	deviation,
	mean,
	oddName,
	present,
	quantile,
	someNumbers,
	someOf,
	sum,
	type Maybe
} from './definition';

/** Expectations are computed here, by definition, over the rows of each group put in order by hand. */
const count = 240;
const random = seededRandom(11);
const x = someNumbers(count, 3);
const y = someNumbers(count, 4);
const group = someOf(['a', 'b', 'c\'"', '東京'], count, 5);
const hour = 3_600_000;
const start = Date.UTC(2024, 1, 27);
/** Whole hours, with ties and gaps. */
const moment: Maybe[] = Array.from({ length: count }, () =>
	random() < 0.06 ? null : start + Math.floor(random() * 90) * hour
);
const text = (ms: Maybe) => (ms === null ? null : new Date(ms).toISOString().slice(0, 19).replace('T', ' '));
const source = await table(
	{ [oddName]: 'DOUBLE', y: 'DOUBLE', g: 'VARCHAR', t: 'TIMESTAMP', word: 'VARCHAR' },
	x.map((value, i) => [
		value,
		y[i] ?? null,
		group[i] ?? null,
		text(moment[i] ?? null),
		String(Math.floor((value ?? 0) / 10))
	])
);
const words = x.map((value) => String(Math.floor((value ?? 0) / 10)));

/** The rows of each group in the order of the moments, those without one last, ties as they come. */
const places = (down = false): number[][] => {
	const groups = new Map<string | null, number[]>();
	group.forEach((name, i) => groups.set(name, [...(groups.get(name) ?? []), i]));
	const key = (i: number) => moment[i] ?? (down ? -Infinity : Infinity);
	const compare = (a: number, b: number) => (key(a) === key(b) ? a - b : (down ? -1 : 1) * (key(a) < key(b) ? -1 : 1));
	return [...groups.values()].map((rows) => rows.toSorted(compare));
};

type Rule<T> = (values: readonly (number | null)[], at: number, rows: readonly number[]) => T;
function expected<T>(rule: Rule<T>, down = false, values: readonly Maybe[] = x): T[] {
	const found = new Map<number, T>();
	for (const rows of places(down)) {
		const own = rows.map((i) => values[i] ?? null);
		rows.forEach((i, at) => found.set(i, rule(own, at, rows)));
	}
	return x.flatMap((_, i) => [found.get(i)]).flatMap((value) => (value === undefined ? [] : [value]));
}
async function made(op: string, params: Record<string, unknown> = {}, order: object = { order: 't' }) {
	const { rows, schema } = await run(
		[{ op, params: { columns: [oddName], ...order, by: ['g'], suffix: '_new', ...params } }],
		source
	);
	return { rows, names: schema.map(({ name }) => name) };
}
const added = (a: Maybe | undefined, b: Maybe | undefined, rule: (a: number, b: number) => Maybe): Maybe =>
	a === null || b === null || a === undefined || b === undefined ? null : rule(a, b);
const sampleDeviation = (values: readonly number[]) =>
	values.length < 2 ? null : deviation(values) * Math.sqrt(values.length / (values.length - 1));
const over = <T>(values: readonly number[], rule: (values: readonly number[]) => T): T | null =>
	values.length === 0 ? null : rule(values);
const sofar =
	(rule: (values: readonly number[]) => Maybe): Rule<Maybe> =>
	(values, at) =>
		over(present(values.slice(0, at + 1)), rule);

describe('values along a group', () => {
	const cases: Record<string, { params?: Record<string, unknown>; rule: Rule<Maybe> }> = {
		lag: { params: { n: 2 }, rule: (values, at) => values[at - 2] ?? null },
		lead: { params: { n: 3 }, rule: (values, at) => values[at + 3] ?? null },
		'first-in-group': { rule: (values) => present(values)[0] ?? null },
		'last-in-group': { rule: (values) => present(values).at(-1) ?? null },
		'nth-in-group': { params: { n: 4 }, rule: (values) => present(values)[3] ?? null },
		'change-from-before': { rule: (values, at) => added(values[at], values[at - 1], (a, b) => a - b) },
		'percent-change-from-before': {
			params: { n: 2 },
			rule: (values, at) => added(values[at], values[at - 2], (a, b) => (b === 0 ? null : a / b - 1))
		},
		'log-return': {
			rule: (values, at) => added(values[at], values[at - 1], (a, b) => (a > 0 && b > 0 ? Math.log(a / b) : null))
		},
		'index-to-first': {
			rule: (values, at) => {
				const first = present(values.slice(0, at + 1))[0];
				return added(values[at], first, (a, b) => (b === 0 ? null : (100 * a) / b));
			}
		},
		drawdown: {
			rule: (values, at) => {
				const high = Math.max(...present(values.slice(0, at + 1)));
				return high > 0 ? added(values[at], high, (a, b) => a / b - 1) : null;
			}
		},
		'cumulative-sum': { rule: sofar(sum) },
		'cumulative-mean': { rule: sofar(mean) },
		'cumulative-minimum': { rule: sofar((values) => Math.min(...values)) },
		'cumulative-maximum': { rule: sofar((values) => Math.max(...values)) },
		'cumulative-median': { rule: sofar((values) => quantile(values, 0.5)) },
		'cumulative-deviation': { rule: sofar(sampleDeviation) },
		'cumulative-product': { rule: sofar((values) => values.reduce((a, b) => a * b, 1)) },
		'cumulative-count': { rule: (values, at) => present(values.slice(0, at + 1)).length },
		'cumulative-distinct': { rule: (values, at) => new Set(present(values.slice(0, at + 1))).size },
		'cumulative-share': {
			rule: (values, at) => over(present(values.slice(0, at + 1)), (some) => sum(some) / sum(present(values)))
		},
		'change-flag': { rule: (values, at) => Number(at > 0 && values[at] !== values[at - 1]) },
		'group-mean': { rule: (values) => mean(present(values)) },
		'group-sum': { rule: (values) => sum(present(values)) },
		'group-minimum': { rule: (values) => Math.min(...present(values)) },
		'group-maximum': { rule: (values) => Math.max(...present(values)) },
		'group-median': { rule: (values) => quantile(present(values), 0.5) },
		'group-deviation': { rule: (values) => sampleDeviation(present(values)) },
		'group-count': { rule: (values) => present(values).length },
		'group-distinct': { rule: (values) => new Set(present(values)).size },
		'others-mean': { rule: (values, at) => mean(present(values.filter((_, i) => i !== at))) }
	};
	it.each(Object.entries(cases))('%s', async (op, { params, rule }) => {
		const isGroup = op.startsWith('group-') || op === 'others-mean';
		const { rows } = await made(op, params, isGroup ? {} : undefined);
		close(rows, `${oddName}_new`, expected(rule), 8);
		if (isGroup) return;
		const turned = await made(op, { direction: 'descending', ...params });
		close(turned.rows, `${oddName}_new`, expected(rule, true), 8);
	});

	it('keeps the type of what it carries, and takes texts', async () => {
		const { rows, schema } = await run([{ op: 'lag', params: { columns: ['word', 't'], suffix: '_b' } }], source);
		expect(column(rows, 'word_b')).toEqual([null, ...words.slice(0, -1)]);
		expect(schema.map(({ name, type }) => `${name} ${type}`)).toContain('t_b TIMESTAMP');
	});

	it('puts the result in place when there is no suffix', async () => {
		const { names } = await made('cumulative-sum', { suffix: '' });
		expect(names).toEqual([oddName, 'y', 'g', 't', 'word']);
	});
});

describe('windows that move', () => {
	const aggregates: Record<
		string,
		{ params?: Record<string, unknown>; rule: (values: readonly number[], own: Maybe) => Maybe }
	> = {
		'rolling-mean': { rule: mean },
		'rolling-sum': { rule: sum },
		'rolling-minimum': { rule: (values) => Math.min(...values) },
		'rolling-maximum': { rule: (values) => Math.max(...values) },
		'rolling-range': { rule: (values) => Math.max(...values) - Math.min(...values) },
		'rolling-deviation': { rule: sampleDeviation },
		'rolling-median': { rule: (values) => quantile(values, 0.5) },
		'rolling-quantile': { params: { quantile: 0.2 }, rule: (values) => quantile(values, 0.2) },
		'rolling-count': { rule: (values) => values.length },
		'rolling-distinct': { rule: (values) => new Set(values).size },
		'rolling-z-score': {
			rule: (values, own) => {
				const spread = sampleDeviation(values);
				return own === null || spread === null || spread === 0 ? null : (own - mean(values)) / spread;
			}
		}
	};
	const rowFrames = { 'with-row': [-4, 0], 'before-row': [-5, -1], centred: [-2, 2] } as const;
	const spanFrames: Record<keyof typeof rowFrames, (gap: number) => boolean> = {
		'with-row': (gap) => gap >= 0 && gap < 9,
		'before-row': (gap) => gap > 0 && gap <= 9,
		centred: (gap) => Math.abs(gap) <= 4.5
	};
	const all = Object.entries(aggregates).flatMap(([op, given]) =>
		(['with-row', 'before-row', 'centred'] as const).map((place) => ({ op, place, ...given }))
	);
	it.each(all)('$op over rows: $place', async ({ op, place, params, rule }) => {
		const [from, to] = rowFrames[place];
		const { rows } = await made(op, { n: 5, place, least: 2, ...params });
		const wanted = expected((values, at) => {
			const inside = present(values.slice(Math.max(0, at + from), Math.max(0, at + to + 1)));
			return inside.length < 2 ? null : rule(inside, values[at] ?? null);
		});
		close(rows, `${oddName}_new`, wanted, 8);
	});
	it.each(all)('$op over a span of time: $place', async ({ op, place, params, rule }) => {
		const { rows } = await made(op, { n: 9, unit: 'hour', place, ...params });
		const wanted = expected((values, at, own) => {
			const here = moment[own[at] ?? -1] ?? null;
			if (here === null) return null;
			const inside = own.flatMap((i) => {
				const there = moment[i] ?? null;
				return there !== null && spanFrames[place]((here - there) / hour) ? (x[i] ?? []) : [];
			});
			return inside.length === 0 ? null : rule(inside, values[at] ?? null);
		});
		close(rows, `${oddName}_new`, wanted, 8);
	});
	it('correlates two columns', async () => {
		const { rows } = await run(
			[
				{
					op: 'rolling-correlation',
					params: { column: oddName, other: 'y', n: 12, order: 't', by: ['g'], least: 3, name: 'r' }
				}
			],
			source
		);
		const wanted = expected((_, at, own) => {
			const pairs = own.slice(Math.max(0, at - 11), at + 1).flatMap((i) => {
				const [a, b] = [x[i] ?? null, y[i] ?? null];
				return a === null || b === null ? [] : [[a, b] as const];
			});
			if (pairs.length < 3) return null;
			const [a, b] = [pairs.map(([one]) => one), pairs.map(([, other]) => other)];
			const spread = deviation(a) * deviation(b);
			return spread === 0 ? null : mean(pairs.map(([p, q]) => (p - mean(a)) * (q - mean(b)))) / spread;
		});
		close(rows, 'r', wanted, 8);
	});
	it('says where a span has no moments to go by', async () => {
		await expect(made('rolling-mean', { unit: 'day' }, {})).rejects.toMatchObject({
			code: 'recipe/params-invalid',
			details: { field: 'order' }
		});
	});
});

describe('standing among the values of a group', () => {
	const cases: Record<string, (smaller: number, same: number, total: number, different: number) => number> = {
		'cumulative-distribution': (smaller, same, total) => (smaller + same) / total,
		'relative-rank': (smaller, _, total) => smaller / (total - 1),
		'dense-rank': (_smaller, _same, _total, different) => different + 1
	};
	it.each(Object.entries(cases))('%s', async (op, rule) => {
		const { rows } = await run([{ op, params: { columns: [oddName], by: ['g'], suffix: '_new' } }], source);
		const wanted = expected((values, at) => {
			const own = values[at] ?? null;
			if (own === null) return null;
			const there = present(values);
			const smaller = there.filter((value) => value < own);
			const same = there.filter((value) => value === own).length;
			return rule(smaller.length, same, there.length, new Set(smaller).size);
		});
		close(rows, `${oddName}_new`, wanted);
	});
	it('n-tile: sizes differ by one at most, the first are larger', async () => {
		const { rows } = await run([{ op: 'n-tile', params: { columns: [oddName], n: 4, suffix: '_new' } }], source);
		const order = x.flatMap((value, i) => (value === null ? [] : [{ value, i }]));
		order.sort((a, b) => a.value - b.value || a.i - b.i);
		const [size, larger] = [Math.floor(order.length / 4), order.length % 4];
		const wanted: Maybe[] = x.map(() => null);
		let at = 0;
		for (let part = 1; part <= 4; part++)
			for (let k = 0; k < size + (part <= larger ? 1 : 0); k++) wanted[order[at++]?.i ?? -1] = part;
		close(rows, `${oddName}_new`, wanted);
	});
});

describe('runs, sessions and places', () => {
	const runOf = (values: readonly (string | undefined)[]) => {
		let run = 0;
		return values.map((value, i) => (run += Number(i === 0 || value !== values[i - 1])));
	};
	const along = (rule: (rows: readonly number[], at: number) => Maybe) => expected((_, at, own) => rule(own, at));
	const ask = async (op: string, params: Record<string, unknown>) =>
		(await run([{ op, params: { by: ['g'], name: 'made', ...params } }], source)).rows;
	const runs = (own: readonly number[]) => runOf(own.map((i) => words[i]));

	it('numbers runs, and measures them', async () => {
		close(
			await ask('run-number', { column: 'word', order: 't' }),
			'made',
			along((own, at) => runs(own)[at] ?? null)
		);
		close(
			await ask('streak', { column: 'word', order: 't' }),
			'made',
			along(
				(own, at) =>
					runs(own)
						.slice(0, at + 1)
						.filter((run) => run === runs(own)[at]).length
			)
		);
		close(
			await ask('run-length', { column: 'word', order: 't' }),
			'made',
			along((own, at) => runs(own).filter((run) => run === runs(own)[at]).length)
		);
	});
	it('numbers sessions', async () => {
		const wanted = along((own, at) => {
			let session = 0;
			for (let i = 0; i <= at; i++) {
				const [before, here] = [moment[own[i - 1] ?? -1] ?? null, moment[own[i] ?? -1] ?? null];
				if (here === null) return null;
				if (before === null || here - before > 2 * hour) session++;
			}
			return session;
		});
		close(await ask('sessions', { time: 't', gap: 2, unit: 'hour' }), 'made', wanted);
	});
	it('counts rows since a condition held', async () => {
		const wanted = along((own, at) => {
			const last = own.slice(0, at + 1).findLastIndex((i) => (y[i] ?? 0) > 20);
			return last === -1 ? null : at - last;
		});
		close(await ask('rows-since', { condition: 'y > 20', order: 't' }), 'made', wanted);
	});
	it('numbers and marks rows', async () => {
		close(
			await ask('row-number-in-group', { order: 't', start: 0 }),
			'made',
			along((_, at) => at)
		);
		close(
			await ask('mark-first-of-group', { order: 't' }),
			'made',
			along((_, at) => Number(at === 0))
		);
		close(
			await ask('mark-last-of-group', { order: 't' }),
			'made',
			along((own, at) => Number(at === own.length - 1))
		);
	});
	it('keeps rows at the ends of groups, in their order', async () => {
		for (const [op, kept] of [
			['keep-first-of-group', (own: readonly number[]) => own.slice(0, 3)],
			['keep-last-of-group', (own: readonly number[]) => own.slice(-3)]
		] as const) {
			const { rows } = await run([{ op, params: { by: ['g'], order: 't', n: 3 } }], source);
			const wanted = places()
				.flatMap(kept)
				.sort((a, b) => a - b);
			expect(column(rows, oddName)).toEqual(wanted.map((i) => x[i] ?? null));
			expect(column(rows, 't')).toEqual(wanted.map((i) => moment[i] ?? null));
		}
	});
	it('measures time between rows', async () => {
		const hours = (from: Maybe | undefined, to: Maybe | undefined) => added(to, from, (b, a) => (b - a) / hour);
		const at = (own: readonly number[], i: number) => moment[own[i] ?? -1];
		const time = { time: 't', unit: 'hour' };
		close(
			await ask('time-since-previous', time),
			'made',
			along((own, i) => hours(at(own, i - 1), at(own, i)))
		);
		close(
			await ask('time-to-next', time),
			'made',
			along((own, i) => hours(at(own, i), at(own, i + 1)))
		);
		close(
			await ask('time-since-first', time),
			'made',
			along((own, i) => hours(at(own, 0), at(own, i)))
		);
	});
});
