import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { seriesFeatures } from '$lib/core/recipe/series-features';
import golden from '../../golden/series.json';
import { run, table, type Row } from './native';
import { close, column, mean, median, oddName, present, someNumbers, sum, type Maybe } from './definition';

/** Golden values are pandas' and scipy's (tests/golden/series.py); the rest is computed here by definition. */
const { frame } = golden;
const source = await table(
	{ g: 'VARCHAR', t: 'TIMESTAMP', x: 'DOUBLE', w: 'VARCHAR' },
	frame.x.map((x, i) => [frame.g[i] ?? null, frame.t[i] ?? null, x, frame.w[i] ?? null])
);
const ms = (text: string | null | undefined): Maybe =>
	typeof text === 'string' ? Date.parse(`${text.replace(' ', 'T')}Z`) : null;
const ruleNames: Readonly<Record<string, string>> = { max: 'maximum', min: 'minimum' };

describe('resample, as pandas', () => {
	it.each(golden.resample.map((one) => [`${one.every} ${one.unit} ${one.rule} ${one.fill}`, one] as const))(
		'%s',
		async (_, { every, unit, rule, fill, rows: wanted }) => {
			const others = fill === 'previous' || fill === 'next' ? fill : 'missing';
			const params = {
				time: 't',
				every,
				unit,
				by: ['g'],
				numbers: ruleNames[rule] ?? rule,
				fillNumbers: fill,
				fillOthers: others
			};
			const { rows } = await run([{ op: 'resample', params }], source);
			const sorted = [...rows].sort((a, b) => (String(a['g']) < String(b['g']) ? -1 : 1) || 0);
			const inOrder = ['a', 'b'].flatMap((g) => sorted.filter((row) => row['g'] === g));
			expect(column(inOrder, 'g')).toEqual(wanted.g);
			expect(column(inOrder, 't')).toEqual(wanted.t.map(ms));
			close(inOrder, 'x', wanted.x);
			if (fill !== 'zero' && fill !== 'linear') expect(column(inOrder, 'w')).toEqual(wanted.w);
		}
	);
	it('keeps series in the order they come in, and stops at a grid without end', async () => {
		const { rows } = await run([{ op: 'resample', params: { time: 't', by: ['g'] } }], source);
		expect([...new Set(column(rows, 'g'))]).toEqual([...new Set(frame.g)]);
		const long = await table({ t: 'TIMESTAMP' }, [['1900-01-01'], ['2100-01-01']]);
		await expect(run([{ op: 'resample', params: { time: 't', unit: 'second' } }], long)).rejects.toThrow(
			/more than 5000000/
		);
	});
});

const day = 86_400_000;
const daily = (from: string, days: readonly number[]) => days.map((d) => (ms(from) ?? 0) + d * day);
const iso = (at: number) => new Date(at).toISOString().slice(0, 19).replace('T', ' ');
/** Two series, one with gaps in its days. */
const gappy = await table(
	{ t: 'DATE', [oddName]: 'VARCHAR', x: 'DOUBLE', w: 'VARCHAR' },
	[
		[0, 'a', 1, 'p'],
		[0, 'b', 10, 'q'],
		[3, 'a', 4, null],
		[1, 'b', null, 'r'],
		[5, 'a', 8, 's'],
		[2, 'b', 30, null]
	].map(([d, ...rest]) => [iso((ms('2024-03-01') ?? 0) + Number(d) * day).slice(0, 10), ...rest])
);

describe('regular times', () => {
	it('adds the rows a series lacks, in the order of time, series as they came', async () => {
		const params = { time: 't', by: [oddName], fillNumbers: 'linear', fillOthers: 'previous' };
		const { rows, schema } = await run([{ op: 'fill-time-gaps', params }], gappy);
		expect(column(rows, 't')).toEqual([...daily('2024-03-01', [0, 1, 2, 3, 4, 5]), ...daily('2024-03-01', [0, 1, 2])]);
		expect(column(rows, 'x')).toEqual([1, 2, 3, 4, 6, 8, 10, 20, 30]);
		expect(column(rows, 'w')).toEqual(['p', 'p', 'p', 'p', 'p', 's', 'q', 'r', 'r']);
		expect(schema.map(({ type }) => type)).toEqual(['DATE', 'VARCHAR', 'DOUBLE', 'VARCHAR']);
	});
	it('learns from rows that were there, and goes on in recipes', async () => {
		const steps = [
			{ op: 'fill-time-gaps', params: { time: 't', by: [oddName] } },
			{ op: 'fill-missing', params: { columns: ['x'], method: 'mean' } }
		];
		const { rows } = await run(steps, gappy);
		expect(column(rows, 'x').filter((x) => x === 53 / 5)).toHaveLength(4);
	});
	it('gives dates a time where the grid needs one', async () => {
		const days = await table({ t: 'DATE', x: 'BIGINT' }, [
			['2024-03-01', 1],
			['2024-03-02', 2]
		]);
		const { rows, schema } = await run(
			[{ op: 'fill-time-gaps', params: { time: 't', every: 12, unit: 'hour' } }],
			days
		);
		expect(column(rows, 't')).toEqual(daily('2024-03-01', [0, 0.5, 1]));
		expect(column(rows, 'x')).toEqual([1, null, 2]);
		expect(schema[0]?.type).toBe('TIMESTAMP');
	});
	it('marks rows after a gap', async () => {
		const { rows } = await run([{ op: 'mark-time-gaps', params: { time: 't', every: 2, by: [oddName] } }], gappy);
		expect(column(rows, 'after_gap')).toEqual([0, 0, 1, 0, 0, 0]);
	});
	it('merges rows of the same time', async () => {
		const twice = await table({ t: 'TIMESTAMP', x: 'BIGINT', w: 'VARCHAR' }, [
			['2024-01-01', 1, null],
			['2024-01-02', 5, 'b'],
			['2024-01-01', 4, 'a'],
			['2024-01-01', null, 'c'],
			['2024-01-01', 4, 'c']
		]);
		const made = async (numbers: string, others: string) =>
			(await run([{ op: 'merge-repeated-times', params: { time: 't', numbers, others } }], twice)).rows.map(
				({ x, w }) => [x, w]
			);
		expect(await made('mean', 'first')).toEqual([
			[3, 'a'],
			[5, 'b']
		]);
		expect(await made('last', 'most-common')).toEqual([
			[4, 'c'],
			[5, 'b']
		]);
		expect(await made('sum', 'last')).toEqual([
			[9, 'c'],
			[5, 'b']
		]);
	});
	it('keeps the times all series have', async () => {
		const { rows } = await run([{ op: 'keep-common-times', params: { time: 't', by: [oddName] } }], gappy);
		expect(column(rows, 't')).toEqual(daily('2024-03-01', [0, 0]));
	});
	it('drops short and sparse series, and trims', async () => {
		const kept = async (op: string, params: object) => column((await run([{ op, params }], some)).rows, 'i');
		const some = await table(
			{ i: 'BIGINT', g: 'VARCHAR', x: 'DOUBLE' },
			[null, 1, null, 2, null, 3, null, null, 5].map((x, i) => [i, i < 6 ? 'a' : 'b', x])
		);
		expect(await kept('drop-short-series', { by: ['g'], least: 4 })).toEqual([0, 1, 2, 3, 4, 5]);
		expect(await kept('drop-sparse-series', { by: ['g'], columns: ['x'], most: 0.5 })).toEqual([0, 1, 2, 3, 4, 5]);
		expect(await kept('trim-series', { by: ['g'], columns: ['x'] })).toEqual([1, 2, 3, 4, 5, 8]);
	});
});

describe('gaps along a series', () => {
	const xs = [null, 1, null, null, 7, 1, null];
	const kept: Record<string, (number | null)[]> = {
		previous: [null, 1, 1, 1, 7, 1, 1],
		next: [1, 1, 7, 7, 7, 1, null],
		nearest: [1, 1, 1, 7, 7, 1, 1],
		linear: [null, 1, 3, 5, 7, 1, null],
		'most-common': [1, 1, 1, 1, 7, 1, 1],
		constant: [0, 1, 0, 0, 7, 1, 0]
	};
	it.each(Object.entries(kept))('fills by %s', async (method, wanted) => {
		const here = await table(
			{ i: 'BIGINT', x: 'DOUBLE', w: 'VARCHAR' },
			xs.map((x, i) => [i, x, x === null ? null : String(x)])
		);
		const params = { columns: ['x', 'w'], method, order: 'i', value: 0 };
		const { rows } = await run([{ op: 'fill-series', params }], here);
		expect(column(rows, 'x')).toEqual(wanted);
		if (method !== 'linear') expect(column(rows, 'w')).toEqual(wanted.map((x) => (x === null ? null : String(x))));
		const whole = await run([{ op: 'fill-series', params: { ...params, leftOver: 'nearest' } }], here);
		expect(column(whole.rows, 'x')).toEqual(wanted.map((x, i) => x ?? (i === 0 ? 1 : 1)));
	});
	it('drops series with too much missing', async () => {
		const params = { columns: ['x'], by: [oddName], dropAbove: 0.3 };
		const { rows } = await run([{ op: 'fill-series', params }], gappy);
		expect(column(rows, oddName)).toEqual(['a', 'a', 'a']);
	});
	it.each(Object.entries({ ...kept, mean: [3, 1, 3, 3, 7, 1, 3] }).filter(([name]) => name !== 'nearest'))(
		'fills inside lists by %s',
		async (method, wanted) => {
			const here = await table({ l: 'DOUBLE[]', w: 'VARCHAR[]' }, []);
			const made = await run([{ op: 'fill-lists', params: { columns: ['l'], method, value: 0 } }], {
				...here,
				source: `(SELECT [${xs.map((x) => x ?? 'NULL').join(', ')}]::DOUBLE[] AS l, ['a']::VARCHAR[] AS w UNION ALL SELECT NULL, NULL)`
			});
			expect(made.rows.map(({ l }) => l)).toEqual([`[${wanted.map((x) => x ?? 'NULL').join(', ')}]`, null]);
		}
	);
});

describe('lists', () => {
	it('gathers series in the order of time', async () => {
		const params = { columns: ['x', 'w'], time: 't', by: [oddName] };
		const { rows, schema } = await run([{ op: 'series-to-lists', params }], gappy);
		expect(rows.map((row) => [row[oddName], row['x'], row['w']])).toEqual([
			['a', '[1, 4, 8]', "['p', NULL, 's']"],
			['b', '[10, NULL, 30]', "['q', 'r', NULL]"]
		]);
		expect(column(rows, 't_end')).toEqual(daily('2024-03-01', [5, 2]));
		expect(schema.map(({ type }) => type)).toEqual(['VARCHAR', 'DOUBLE[]', 'VARCHAR[]', 'TIMESTAMP', 'TIMESTAMP']);
	});
	it('gives lists the length it learned, whatever comes', async () => {
		const lists = (lengths: readonly number[]) =>
			`(${lengths.map((length) => `SELECT range(${length})::BIGINT[] AS l`).join(' UNION ALL ')} UNION ALL SELECT NULL)`;
		const schema = (await table({ l: 'BIGINT[]' }, [])).schema;
		const learned = await run([{ op: 'standardise-length', params: { columns: ['l'], quantile: 0.5 } }], {
			schema,
			source: lists([1, 3, 8])
		});
		const again = await run(learned.recipe.steps, { schema, source: lists([5, 2]) });
		expect(column(again.rows, 'l')).toEqual(['[0, 1, 2]', '[0, 1, NULL]', null]);
		const flat = await run([{ op: 'standardise-length', params: { columns: ['l'], flatten: true } }], {
			schema,
			source: lists([1, 3])
		});
		expect(flat.schema.map(({ name }) => name)).toEqual(['l_1', 'l_2', 'l_3']);
		expect(flat.rows.map((row) => Object.values(row))).toEqual([
			[0, null, null],
			[0, 1, 2],
			[null, null, null]
		]);
	});
});

describe('features of series', () => {
	const lists = golden.features.map(({ list }) => list);
	const literal = (list: readonly unknown[]) =>
		`[${list.map((x) => (x === null ? 'NULL' : String(x))).join(', ')}]::DOUBLE[]`;
	it('are what their definitions say', async () => {
		const { schema } = await table({ [oddName]: 'DOUBLE[]' }, []);
		const relation = `(${lists.map((list) => `SELECT ${literal([null, ...list, null])} AS "${oddName.replaceAll('"', '""')}"`).join(' UNION ALL ')})`;
		const { rows } = await run([{ op: 'list-features', params: { columns: [oddName], subset: 'all' } }], {
			schema,
			source: relation
		});
		for (const feature of seriesFeatures) {
			const wanted = golden.features.map(
				({ made }) => Object.entries(made).find(([name]) => name === feature)?.[1] ?? null
			);
			expect(wanted, feature).not.toContain(undefined);
			close(rows, `${oddName}_${feature.replaceAll('-', '_')}`, wanted, 8);
		}
		expect(Object.keys(golden.features[0]?.made ?? {})).toEqual([...seriesFeatures]);
	});
	it('are missing, never wrong, for what holds too little', async () => {
		const { schema } = await table({ l: 'DOUBLE[]' }, []);
		const short = [[], [2], [3, 3], [1, 2, 3]].map((list) => `SELECT ${literal(list)} AS l`);
		const { rows } = await run([{ op: 'list-features', params: { columns: ['l'], subset: 'all' } }], {
			schema,
			source: `(${short.join(' UNION ALL ')} UNION ALL SELECT NULL)`
		});
		for (const row of rows)
			for (const value of Object.values(row))
				expect(typeof value === 'number' ? Number.isFinite(value) : true).toBe(true);
		expect(column(rows, 'l_autocorrelation_1')).toEqual([null, null, null, 0, null]);
		expect(column(rows, 'l_trend_slope')).toEqual([null, null, 0, 1, null]);
		expect(column(rows, 'l_length')).toEqual([0, 1, 2, 3, null]);
	});
	it('come from rows and from windows too', async () => {
		const params = {
			columns: ['x'],
			order: 't',
			by: ['g'],
			subset: 'chosen',
			features: ['first', 'maximum', 'length']
		};
		const { rows } = await run([{ op: 'series-features', params }], source);
		const own = (g: string) =>
			frame.x.map((x, i) => ({ x, g: frame.g[i], t: frame.t[i] ?? '', i })).filter((one) => one.g === g);
		for (const row of rows) {
			const there = own(String(row['g']))
				.sort((a, b) => (a.t === b.t ? a.i - b.i : a.t < b.t ? -1 : 1))
				.flatMap(({ x }) => x ?? []);
			expect([row['x_first'], row['x_maximum'], row['x_length']]).toEqual([there[0], Math.max(...there), there.length]);
		}
		const rolled = await run([{ op: 'rolling-features', params: { columns: ['x'], n: 4 } }], source);
		const windows = frame.x.map((_, i) => present(frame.x.slice(Math.max(0, i - 3), i + 1)));
		close(
			rolled.rows,
			'x_last_4_median',
			windows.map((window) => (window.length ? median(window) : null))
		);
		close(
			rolled.rows,
			'x_last_4_sum',
			windows.map((window) => (window.length ? sum(window) : null))
		);
		const listed = await run([{ op: 'rolling-features', params: { columns: ['x'], n: 4, flatten: false } }], source);
		expect(listed.schema.at(-1)).toEqual({ name: 'x_last_4_features', type: 'DOUBLE[]', kind: 'list' });
	});
	it('has to be told which', async () => {
		await expect(
			run([{ op: 'series-features', params: { columns: ['x'], subset: 'chosen' } }], source)
		).rejects.toMatchObject({ code: 'recipe/params-invalid', details: { field: 'features' } });
	});
});

describe('values at other times', () => {
	it('makes lags as columns, as a list, and drops what has too little before it', async () => {
		const made = async (params: object) =>
			(
				await run(
					[{ op: 'lag-features', params: { columns: ['x'], n: 2, order: 't', by: [oddName], ...params } }],
					gappy
				)
			).rows;
		expect((await made({})).map((row) => [row['x_lag_1'], row['x_lag_2']])).toEqual([
			[null, null],
			[null, null],
			[1, null],
			[10, null],
			[4, 1],
			[null, 10]
		]);
		expect(column(await made({ flatten: false, dropRows: true }), 'x_lags')).toEqual(['[4, 1]', '[NULL, 10]']);
		expect(Object.keys((await made({ window: false }))[0] ?? {})).toEqual(['t', oddName, 'x', 'w', 'x_lag_2']);
	});
	const at = frame.t.map(ms);
	const same = (i: number) =>
		at.flatMap((t, k) => (frame.g[k] === frame.g[i] && t !== null ? [{ t, x: frame.x[k] ?? null }] : []));
	const rules: Record<string, (here: number, x: Maybe, there: readonly { t: number; x: Maybe }[]) => Maybe> = {
		'change-since': (here, x, there) => {
			const then = there.filter(({ t }) => t === here - day).flatMap((one) => one.x ?? []);
			return x === null || then.length === 0 ? null : x - mean(then);
		},
		'percent-change-since': (here, x, there) => {
			const then = there.filter(({ t }) => t === here - day).flatMap((one) => one.x ?? []);
			return x === null || then.length === 0 ? null : x / mean(then) - 1;
		},
		'value-as-of': (here, _, there) => {
			const then = there.filter(({ t, x }) => t <= here - day && x !== null);
			const newest = Math.max(...then.map(({ t }) => t));
			const values = then.filter(({ t }) => t === newest).flatMap(({ x }) => x ?? []);
			return values.length ? Math.max(...values) : null;
		},
		'value-later': (here, _, there) => {
			const then = there.filter(({ t, x }) => t >= here + day && x !== null);
			const first = Math.min(...then.map(({ t }) => t));
			const values = then.filter(({ t }) => t === first).flatMap(({ x }) => x ?? []);
			return values.length ? Math.min(...values) : null;
		}
	};
	it.each(Object.entries(rules))('%s', async (op, rule) => {
		const params = { columns: ['x'], time: 't', unit: 'day', by: ['g'], suffix: '_new' };
		const { rows } = await run([{ op, params }], source);
		close(
			rows,
			'x_new',
			frame.x.map((x, i) => rule(at[i] ?? NaN, x, same(i)))
		);
	});
	it('counts time since an event', async () => {
		const { rows } = await run(
			[{ op: 'time-since-event', params: { time: 't', condition: "w = 'rain'", unit: 'hour', by: ['g'] } }],
			source
		);
		const wanted = at.map((here, i) => {
			const events = at.flatMap((t, k) =>
				frame.g[k] === frame.g[i] &&
				frame.w[k] === 'rain' &&
				t !== null &&
				here !== null &&
				(t < here || (t === here && k <= i))
					? [t]
					: []
			);
			return here === null || events.length === 0 ? null : (here - Math.max(...events)) / 3_600_000;
		});
		close(rows, 'time_since_event', wanted);
	});
});

const line = golden.smooth.x;
const smooth = await table(
	{ i: 'BIGINT', x: 'DOUBLE' },
	line.map((x, i) => [i, x])
);

describe('shape of a series', () => {
	it('has Fourier terms', async () => {
		const { rows } = await run([{ op: 'fourier-terms', params: { time: 't', unit: 'week', harmonics: 2 } }], source);
		const turn = (i: number) => (2 * Math.PI * (ms(frame.t[i]) ?? NaN)) / (7 * day);
		close(
			rows,
			't_week_sin_1',
			frame.t.map((_, i) => Math.sin(turn(i))),
			6
		);
		close(
			rows,
			't_week_cos_2',
			frame.t.map((_, i) => Math.cos(2 * turn(i))),
			6
		);
	});
	it('loses its trend as in scipy', async () => {
		const { rows } = await run([{ op: 'detrend', params: { columns: ['x'], order: 'i' } }], smooth);
		close(rows, 'x_detrended', golden.smooth.detrended);
		const centred = await run([{ op: 'detrend', params: { columns: ['x'], trend: 'mean' } }], smooth);
		close(
			centred.rows,
			'x_detrended',
			line.map((x) => x - mean(line))
		);
	});
	it('has peaks as in scipy', async () => {
		const { rows } = await run([{ op: 'mark-peaks', params: { column: 'x', n: 2 } }], smooth);
		const peaks = column(rows, 'is_peak').flatMap((mark, i) => (mark === 1 ? [i] : []));
		expect(peaks).toEqual(golden.smooth.peaks);
		const lows = await run([{ op: 'mark-peaks', params: { column: 'x', n: 1, peak: 'lowest' } }], smooth);
		expect(column(lows.rows, 'is_peak')).toEqual(
			line.map((x, i) => Number(i > 0 && i < line.length - 1 && x < (line[i - 1] ?? 0) && x < (line[i + 1] ?? 0)))
		);
	});
	it('crosses a level', async () => {
		const here = await table({ x: 'DOUBLE' }, [[1], [null], [3], [2], [5], [-1]]);
		const marks = async (way: string) =>
			column((await run([{ op: 'mark-crossings', params: { column: 'x', level: 2, way } }], here)).rows, 'crossed');
		expect(await marks('both')).toEqual([0, 0, 1, 1, 1, 1]);
		expect(await marks('up')).toEqual([0, 0, 1, 0, 1, 0]);
		expect(await marks('down')).toEqual([0, 0, 0, 1, 0, 1]);
	});
	it('adds up its deviations from the mean', async () => {
		const { rows } = await run([{ op: 'cumulative-deviation-from-mean', params: { columns: ['x'] } }], smooth);
		close(
			rows,
			'x_cusum',
			line.map((_, i) => sum(line.slice(0, i + 1).map((x) => x - mean(line)))),
			8
		);
	});
	it('loses its season', async () => {
		const { rows } = await run(
			[{ op: 'remove-seasonal-mean', params: { columns: ['x'], time: 't', season: 'weekday', by: ['g'] } }],
			source
		);
		const weekday = (i: number) => new Date(ms(frame.t[i]) ?? NaN).getUTCDay();
		const wanted = frame.x.map((x, i) => {
			const own = frame.x.flatMap((value, k) => (frame.g[k] === frame.g[i] && value !== null ? [{ value, k }] : []));
			const season = own.filter(({ k }) => weekday(k) === weekday(i)).map(({ value }) => value);
			return x === null ? null : x - (mean(season) - mean(own.map(({ value }) => value)));
		});
		close(rows, 'x_adjusted', wanted);
	});
	it('has its spikes repaired', async () => {
		const spiky = someNumbers(120, 9).map((x, i) => (i % 17 === 3 ? 900 : x));
		const here = await table(
			{ [oddName]: 'DOUBLE' },
			spiky.map((x) => [x])
		);
		const around = spiky.map((_, i) => present(spiky.slice(Math.max(0, i - 3), i + 4)));
		const isSpike = spiky.map((x, i) => {
			const middle = median(around[i] ?? []);
			return (
				x !== null &&
				Math.abs(x - middle) > 3 * 1.4826 * median((around[i] ?? []).map((value) => Math.abs(value - middle)))
			);
		});
		const made = async (action: string) =>
			(await run([{ op: 'repair-spikes', params: { columns: [oddName], action } }], here)).rows;
		close(
			await made('median'),
			oddName,
			spiky.map((x, i) => (isSpike[i] ? median(around[i] ?? []) : x))
		);
		close(
			await made('missing'),
			oddName,
			spiky.map((x, i) => (isSpike[i] ? null : x))
		);
		expect(column(await made('mark'), `${oddName}_spike`)).toEqual(isSpike.map(Number));
		expect(isSpike.filter(Boolean).length).toBeGreaterThan(5);
	});
});

const tenth = await table(
	{ x: 'DOUBLE' },
	frame.x.map((x) => [x === null ? null : x / 10])
);

describe('windows, as pandas', () => {
	const params: Record<string, object> = {
		lag: { n: 2 },
		'rolling-mean': { n: 5, least: 2 },
		'rolling-deviation': { n: 5, least: 2 },
		'rolling-median': { n: 5, least: 2 },
		'rolling-quantile': { n: 5, least: 2, quantile: 0.9 },
		'rolling-sum': { n: 6, least: 2, place: 'centred' }
	};
	it.each(Object.entries(golden.windows))('%s', async (op, wanted) => {
		const from = op === 'cumulative-product' ? tenth : source;
		const { rows } = await run([{ op, params: { columns: ['x'], suffix: '_new', ...params[op] } }], from);
		close(rows, 'x_new', wanted, 8);
	});
	it('over spans of time', async () => {
		const { times, x, mean: means, before } = golden.byTime;
		const here = await table(
			{ t: 'TIMESTAMP', x: 'DOUBLE' },
			times.map((t, i) => [t, x[i] ?? null])
		);
		const made = async (op: string, place: string) =>
			(await run([{ op, params: { columns: ['x'], order: 't', n: 9, unit: 'hour', place, suffix: '_new' } }], here))
				.rows;
		close(await made('rolling-mean', 'with-row'), 'x_new', means, 8);
		close(await made('rolling-sum', 'before-row'), 'x_new', before, 8);
	});
});

it('groups by any value and quotes any name', async () => {
	const random = seededRandom(8);
	await fc.assert(
		fc.asyncProperty(
			fc
				.string({ unit: 'grapheme', minLength: 1, maxLength: 8 })
				.filter((name) => !name.includes('\0') && !['t', 'x'].includes(name.toLowerCase())),
			fc.array(
				fc.string({ unit: 'grapheme', maxLength: 4 }).filter((value) => !value.includes('\0')),
				{ minLength: 1, maxLength: 6 }
			),
			async (name, values) => {
				const rows = values.map((value, i): (number | string)[] => [
					value,
					iso(daily('2024-01-01', [i])[0] ?? 0),
					Math.round(random() * 100)
				]);
				const here = await table({ [name]: 'VARCHAR', t: 'TIMESTAMP', x: 'DOUBLE' }, rows);
				const { rows: made } = await run(
					[{ op: 'cumulative-count', params: { columns: ['x'], order: 't', by: [name], suffix: '_n' } }],
					here
				);
				expect(column(made, 'x_n')).toEqual(
					values.map((value, i) => values.slice(0, i + 1).filter((each) => each === value).length)
				);
				const gathered: Row[] = (
					await run([{ op: 'series-to-lists', params: { columns: ['x'], time: 't', by: [name], span: false } }], here)
				).rows;
				expect(column(gathered, name)).toEqual([...new Set(values)]);
			}
		),
		{ numRuns: 30 }
	);
});
