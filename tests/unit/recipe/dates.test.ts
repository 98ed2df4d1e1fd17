import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { operations } from '$lib/core/recipe/operations';
import { evaluatePortable } from '$lib/core/recipe/evaluate';
import { portableRecipe } from '$lib/core/recipe/to-portable';
import { columnsOf, run, table, type Row } from './native';
import { column, close, oddName } from './definition';

/** Expectations come from JavaScript's own calendar in UTC, day by day where a rule counts days. */
const day = 86_400_000;
const random = seededRandom(5);
const edges = [
	'2024-02-29 12:00:00',
	'2023-12-31 23:59:59',
	'2024-12-30 00:00:00',
	'2021-01-03 06:00:00',
	'1969-07-20 20:17:40',
	'1900-02-28 05:59:59',
	'2000-01-01 00:00:00'
];
const moments: (number | null)[] = [
	...edges.map((text) => Date.parse(`${text.replace(' ', 'T')}Z`)),
	null,
	...Array.from({ length: 300 }, () => Math.floor((random() - 0.3) * 3e9) * 1000)
];
const text = (ms: number) => new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
const source = await table(
	{ [oddName]: 'TIMESTAMP', id: 'BIGINT' },
	moments.map((ms, id) => [ms === null ? null : text(ms), id])
);

async function made(op: string, params: Record<string, unknown> = {}) {
	const { rows, schema } = await run([{ op, params: { columns: [oddName], suffix: '_new', ...params } }], source);
	const name = `${oddName}_new`;
	return { values: column(rows, name), type: schema.find((field) => field.name === name)?.type };
}
const expected = (rule: (date: Date, ms: number) => string | number | boolean) =>
	moments.map((ms) => {
		if (ms === null) return null;
		const value = rule(new Date(ms), ms);
		return typeof value === 'boolean' ? Number(value) : value;
	});
const utc = (year: number, month: number, date: number) => Date.UTC(year, month, date);
const startOfDay = (ms: number) => Math.floor(ms / day) * day;
const isoDay = (date: Date) => date.getUTCDay() || 7;
const thursday = (ms: number) => startOfDay(ms) + (4 - isoDay(new Date(ms))) * day;
const isoYear = (ms: number) => new Date(thursday(ms)).getUTCFullYear();
const isoWeek = (ms: number) => Math.floor((thursday(ms) - utc(isoYear(ms), 0, 1)) / day / 7) + 1;
const daysIn = (date: Date) => new Date(utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
const quarter = (date: Date) => Math.floor(date.getUTCMonth() / 3);

describe('parts of dates', () => {
	const cases: Record<
		string,
		{ params?: Record<string, unknown>; rule: (date: Date, ms: number) => string | number | boolean }
	> = {
		'iso-week': { rule: (_, ms) => isoWeek(ms) },
		'iso-year': { rule: (_, ms) => isoYear(ms) },
		'year-week': { rule: (_, ms) => `${isoYear(ms)}-W${String(isoWeek(ms)).padStart(2, '0')}` },
		'year-month': { rule: (date) => date.toISOString().slice(0, 7) },
		'year-quarter': { rule: (date) => `${date.getUTCFullYear()}-Q${quarter(date) + 1}` },
		'week-of-month': {
			rule: (date) => {
				let week = 1;
				for (let d = 2; d <= date.getUTCDate(); d++)
					if (new Date(utc(date.getUTCFullYear(), date.getUTCMonth(), d)).getUTCDay() === 1) week++;
				return week;
			}
		},
		'day-of-quarter': {
			rule: (date, ms) => (startOfDay(ms) - utc(date.getUTCFullYear(), quarter(date) * 3, 1)) / day + 1
		},
		'days-in-month': { rule: daysIn },
		'fiscal-year': { rule: (date) => date.getUTCFullYear() - (date.getUTCMonth() < 3 ? 1 : 0) },
		'fiscal-quarter': {
			params: { firstMonth: 10 },
			rule: (date) => Math.floor(((date.getUTCMonth() + 3) % 12) / 3) + 1
		},
		season: {
			params: { hemisphere: 'south' },
			rule: (date) => ['summer', 'autumn', 'winter', 'spring'][Math.floor(((date.getUTCMonth() + 1) % 12) / 3)] ?? ''
		},
		'part-of-day': {
			params: { language: 'ja' },
			rule: (date) => {
				const hour = date.getUTCHours();
				return hour < 6 ? '深夜' : hour < 12 ? '朝' : hour < 18 ? '昼' : '夜';
			}
		},
		'day-name': { rule: (date) => date.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }) },
		'month-name': {
			params: { length: 'short', language: 'ja' },
			rule: (date) => date.toLocaleDateString('ja', { month: 'long', timeZone: 'UTC' })
		},
		'seconds-of-day': { rule: (_, ms) => (ms - startOfDay(ms)) / 1000 },
		'unix-time': { rule: (_, ms) => ms / 1000 },
		'start-of-week': { rule: (date, ms) => startOfDay(ms) - (isoDay(date) - 1) * day },
		'start-of-month': { rule: (date) => utc(date.getUTCFullYear(), date.getUTCMonth(), 1) },
		'start-of-quarter': { rule: (date) => utc(date.getUTCFullYear(), quarter(date) * 3, 1) },
		'start-of-year': { rule: (date) => utc(date.getUTCFullYear(), 0, 1) },
		'end-of-week': { rule: (date, ms) => startOfDay(ms) + (7 - isoDay(date)) * day },
		'end-of-month': { rule: (date) => utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 0) },
		'end-of-quarter': { rule: (date) => utc(date.getUTCFullYear(), quarter(date) * 3 + 3, 0) },
		'end-of-year': { rule: (date) => utc(date.getUTCFullYear(), 11, 31) },
		'is-weekend-day': { rule: (date) => [0, 6].includes(date.getUTCDay()) },
		'is-month-start': { rule: (date) => date.getUTCDate() === 1 },
		'is-month-end': { rule: (date) => date.getUTCDate() === daysIn(date) },
		'is-quarter-start': { rule: (date) => date.getUTCDate() === 1 && date.getUTCMonth() % 3 === 0 },
		'is-quarter-end': { rule: (date) => date.getUTCDate() === daysIn(date) && date.getUTCMonth() % 3 === 2 },
		'is-year-start': { rule: (date) => date.getUTCDate() === 1 && date.getUTCMonth() === 0 },
		'is-year-end': { rule: (date) => date.getUTCDate() === 31 && date.getUTCMonth() === 11 },
		'is-leap-year': { rule: (date) => new Date(utc(date.getUTCFullYear(), 1, 29)).getUTCDate() === 29 },
		'mark-dates': {
			params: { dates: ['2024-02-29', '2000-01-01'] },
			rule: (date) => ['2024-02-29', '2000-01-01'].includes(date.toISOString().slice(0, 10))
		},
		'is-business-day': {
			params: { holidays: ['2024-02-29'] },
			rule: (date) => isoDay(date) < 6 && !date.toISOString().startsWith('2024-02-29')
		},
		'truncate-date': { params: { unit: 'hour' }, rule: (_, ms) => Math.floor(ms / 3_600_000) * 3_600_000 },
		'round-time': { params: { minutes: 15 }, rule: (_, ms) => Math.floor(ms / 900_000 + 0.5) * 900_000 },
		'shift-time-zone': { params: { from: 0, to: 5.5 }, rule: (_, ms) => ms + 5.5 * 3_600_000 },
		'format-date': {
			params: { format: "%Y年%-m月 it's" },
			rule: (date) => `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月 it's`
		},
		'add-time': {
			params: { amount: 1, unit: 'month' },
			rule: (date, ms) => {
				const first = utc(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
				return first + (Math.min(date.getUTCDate(), daysIn(new Date(first))) - 1) * day + (ms - startOfDay(ms));
			}
		},
		'subtract-time': { params: { amount: 36, unit: 'hour' }, rule: (_, ms) => ms - 36 * 3_600_000 },
		'time-since-date': {
			params: { date: '2000-01-01 06:00', unit: 'day', method: 'exact' },
			rule: (_, ms) => (ms - Date.UTC(2000, 0, 1, 6)) / day
		}
	};
	it.each(Object.keys(cases))('%s', async (op) => {
		const { params, rule } = cases[op] ?? { rule: () => '' };
		expect((await made(op, params)).values).toEqual(expected(rule));
	});

	it('puts them on a circle', async () => {
		const { rows } = await run(
			[{ op: 'cyclic-date', params: { columns: [oddName], parts: ['weekday', 'day-of-year', 'hour', 'day'] } }],
			source
		);
		const turn = (share: (date: Date, ms: number) => number) =>
			moments.map((ms) => (ms === null ? null : Math.sin(2 * Math.PI * share(new Date(ms), ms))));
		close(
			rows,
			`${oddName}_weekday_sin`,
			turn((date) => (isoDay(date) - 1) / 7)
		);
		close(
			rows,
			`${oddName}_hour_sin`,
			turn((date) => date.getUTCHours() / 24)
		);
		close(
			rows,
			`${oddName}_day_sin`,
			turn((date) => (date.getUTCDate() - 1) / daysIn(date))
		);
		const yearDays = (date: Date) => (utc(date.getUTCFullYear() + 1, 0, 1) - utc(date.getUTCFullYear(), 0, 1)) / day;
		close(
			rows,
			`${oddName}_day_of_year_sin`,
			turn((date, ms) => Math.floor((ms - utc(date.getUTCFullYear(), 0, 1)) / day) / yearDays(date))
		);
	});

	it('writes eras as the Cabinet of Japan counts them', async () => {
		const days = [
			'2019-04-30',
			'2019-05-01',
			'2020-01-01',
			'1989-01-07',
			'1989-01-08',
			'1926-12-24',
			'1926-12-25',
			'1912-07-29',
			'1912-07-30',
			'1868-01-24',
			'1868-01-25',
			null
		];
		const eras = await table(
			{ d: 'DATE' },
			days.map((each) => [each])
		);
		const written = async (style: string) =>
			column((await run([{ op: 'japanese-era', params: { columns: ['d'], style } }], eras)).rows, 'd_era');
		expect(await written('date')).toEqual([
			'平成31年4月30日',
			'令和元年5月1日',
			'令和2年1月1日',
			'昭和64年1月7日',
			'平成元年1月8日',
			'大正15年12月24日',
			'昭和元年12月25日',
			'明治45年7月29日',
			'大正元年7月30日',
			null,
			'明治元年1月25日',
			null
		]);
		expect((await written('short')).slice(0, 3)).toEqual(['H31.4.30', 'R1.5.1', 'R2.1.1']);
		expect((await written('number')).slice(0, 3)).toEqual([31, 1, 2]);
	});
});

describe('time between', () => {
	const pairs: [string | null, string | null][] = [
		['2020-02-29', '2021-02-28'],
		['2020-02-29', '2021-03-01'],
		['2024-01-31', '2024-02-29'],
		['2024-03-31 12:00:00', '2024-01-31 12:00:01'],
		['2023-12-31', '2024-01-01'],
		['2024-05-05', '2023-04-01'],
		[null, '2024-01-01'],
		['2024-01-06', '2024-01-08'],
		['2024-01-07', '2024-01-15']
	];
	const dates = async () => table({ a: 'TIMESTAMP', [oddName]: 'TIMESTAMP' }, pairs);
	const difference = async (unit: string, method: string) =>
		column(
			(await run([{ op: 'date-difference', params: { from: 'a', to: oddName, unit, method } }], await dates())).rows,
			'difference'
		);

	it('counts units gone by, fractions and boundaries', async () => {
		expect(await difference('year', 'complete')).toEqual([0, 1, 0, 0, 0, -1, null, 0, 0]);
		expect(await difference('month', 'complete')).toEqual([11, 12, 0, -1, 0, -13, null, 0, 0]);
		expect(await difference('quarter', 'complete')).toEqual([3, 4, 0, 0, 0, -4, null, 0, 0]);
		expect(await difference('day', 'complete')).toEqual([365, 366, 29, -59, 1, -400, null, 2, 8]);
		expect(await difference('year', 'boundaries')).toEqual([1, 1, 0, 0, 1, -1, null, 0, 0]);
		expect(await difference('week', 'exact')).toEqual(
			pairs.map(([a, b]) =>
				a && b
					? (Date.parse(`${b.replace(' ', 'T')}${b.length > 10 ? 'Z' : ''}`) -
							Date.parse(`${a.replace(' ', 'T')}${a.length > 10 ? 'Z' : ''}`)) /
						day /
						7
					: null
			)
		);
	});

	it('counts business days as a calendar does, day by day', async () => {
		const holidays = ['2024-01-08', '2020-12-25', '2023-05-03'];
		const isFree = (ms: number) =>
			[0, 6].includes(new Date(ms).getUTCDay()) || holidays.includes(new Date(ms).toISOString().slice(0, 10));
		const count = (from: number, to: number) => {
			let days = 0;
			for (let at = startOfDay(from); at < startOfDay(to); at += day) if (!isFree(at)) days++;
			return days;
		};
		const read = (value: string) => Date.parse(`${value.slice(0, 10)}T00:00:00Z`);
		const { rows } = await run(
			[{ op: 'business-days-between', params: { from: 'a', to: oddName, holidays } }],
			await dates()
		);
		expect(column(rows, 'business_days').map((value) => Number(value ?? NaN) + 0)).toEqual(
			pairs.map(([a, b]) => (a && b ? (read(b) >= read(a) ? count(read(a), read(b)) : -count(read(b), read(a))) : NaN))
		);
		for (const n of [1, 5, 12, -1, -7, 0]) {
			const step = await run(
				[{ op: 'add-business-days', params: { columns: ['a'], count: n, holidays } }],
				await dates()
			);
			expect(column(step.rows, 'a_business')).toEqual(
				pairs.map(([a]) => {
					if (a === null) return null;
					let at = read(a);
					for (let left = Math.abs(n); left > 0;) if (!isFree((at += Math.sign(n) * day))) left--;
					return at;
				})
			);
		}
	});

	it('knows an age', async () => {
		const { rows } = await run([{ op: 'age-in-years', params: { columns: ['a'], at: oddName } }], await dates());
		expect(column(rows, 'a_age')).toEqual([0, 1, 0, null, 0, null, null, 0, 0]);
		const fixed = await run([{ op: 'age-in-years', params: { columns: ['a'], on: '2026-02-28' } }], await dates());
		expect(column(fixed.rows, 'a_age')).toEqual([5, 5, 2, 1, 2, 1, null, 2, 2]);
	});

	it('gives a device the same', async () => {
		const { recipe, rows } = await run(
			[
				{ op: 'date-difference', params: { from: 'a', to: oddName, unit: 'hour', method: 'exact', name: 'h' } },
				{ op: 'unix-time', params: { columns: ['a'] } },
				{ op: 'seconds-of-day', params: { columns: ['a'] } },
				{ op: 'is-weekend-day', params: { columns: ['a'] } },
				{ op: 'is-month-start', params: { columns: ['a'] } }
			],
			await dates()
		);
		const { schema, source: from } = await dates();
		const names = ['h', 'a_unix', 'a_seconds_of_day', 'a_is_weekend', 'a_is_month_start'];
		const graph = portableRecipe(recipe, schema, names);
		expect(graph.start).toBe(0);
		const raw = (await run([], { schema, source: from })).rows;
		const made = evaluatePortable(graph, columnsOf(raw, schema));
		const expectedRows = columnsOf(rows, [
			...names.map((name) => ({ name, type: 'DOUBLE', kind: 'numeric' as const }))
		]);
		names.forEach((name, at) => {
			const wanted = column(rows, name);
			const found = made.columns[at]?.vector;
			expect(expectedRows.rows).toBe(rows.length);
			wanted.forEach((want, row) => {
				const isMissing = found?.kind === 'number' && found.missing?.[row] === 1;
				expect(isMissing ? null : found?.kind === 'number' ? found.values[row] : undefined, `${name} ${row}`).toBe(
					want
				);
			});
		});
	});
});

describe('dates made and checked', () => {
	it('combines, builds and checks', async () => {
		const parts = await table({ d: 'DATE', t: 'VARCHAR', y: 'BIGINT', m: 'DOUBLE' }, [
			['2024-01-05', '9:05', 2024, 2],
			['2024-01-05', '23:59:58', 2023, 13],
			['2024-01-05', 'noon', null, 1],
			[null, '10:00', 1999, 12]
		]);
		const { rows } = await run(
			[
				{ op: 'combine-date-time', params: { date: 'd', time: 't' } },
				{ op: 'date-from-parts', params: { year: 'y', month: 'm', name: oddName } }
			],
			parts
		);
		expect(column(rows, 'moment')).toEqual([Date.UTC(2024, 0, 5, 9, 5), Date.UTC(2024, 0, 5, 23, 59, 58), null, null]);
		expect(column(rows, oddName)).toEqual([utc(2024, 1, 1), null, null, utc(1999, 11, 1)]);
	});

	it('drops, marks or makes missing what is no date', async () => {
		const texts = await table({ [oddName]: 'VARCHAR' }, [
			['2024-02-30'],
			['2024-02-29'],
			[null],
			['1890-01-01'],
			['soon']
		]);
		const check = (policy: string) =>
			run([{ op: 'validate-dates', params: { column: oddName, policy, earliest: '1900-01-01' } }], texts);
		const good = utc(2024, 1, 29);
		expect(column((await check('drop')).rows, oddName)).toEqual([good]);
		expect(column((await check('missing')).rows, oddName)).toEqual([null, good, null, null, null]);
		expect(column((await check('mark')).rows, `${oddName}_valid`)).toEqual([0, 1, 0, 0, 0]);
		await expect(check('stop')).rejects.toThrow('no valid date');
	});

	it('makes dates in a row and rows of a span', async () => {
		const spans = await table({ k: 'VARCHAR', a: 'DATE', b: 'DATE' }, [
			['y', '2024-01-31', '2024-03-31'],
			['x', '2024-01-01', '2024-01-01'],
			['z', '2024-01-02', '2024-01-01'],
			['w', null, '2024-01-01']
		]);
		const sequence = await run([{ op: 'date-sequence', params: { start: '2024-01-31', unit: 'month' } }], spans);
		expect(column(sequence.rows, 'date')).toEqual([
			utc(2024, 0, 31),
			utc(2024, 1, 29),
			utc(2024, 2, 31),
			utc(2024, 3, 30)
		]);
		const { rows } = await run(
			[{ op: 'expand-dates', params: { from: 'a', to: 'b', unit: 'month', name: 'd' } }],
			spans
		);
		expect(rows.map(({ k, d }) => [k, d])).toEqual([
			['y', utc(2024, 0, 31)],
			['y', utc(2024, 1, 29)],
			['y', utc(2024, 2, 29)],
			['x', utc(2024, 0, 1)]
		]);
	});
});

it('refuses a day that is none, and takes an empty table', async () => {
	const empty = await table({ a: 'TIMESTAMP' }, []);
	await expect(
		run([{ op: 'mark-dates', params: { columns: ['a'], dates: ['31.2.2020'] } }], empty)
	).rejects.toMatchObject({ code: 'recipe/params-invalid' });
	await expect(run([{ op: 'format-date', params: { columns: ['a'], format: '%Q' } }], empty)).rejects.toMatchObject({
		code: 'recipe/params-invalid'
	});
	const needs: Record<string, Record<string, unknown>> = {
		'date-parts': { column: 'a', parts: ['year'] },
		'cyclic-date': { columns: ['a'], parts: ['month'] },
		'mark-dates': { columns: ['a'], dates: ['2024-01-01'] },
		'date-difference': { from: 'a', to: 'a' },
		'business-days-between': { from: 'a', to: 'a' },
		'expand-dates': { from: 'a', to: 'a' },
		'combine-date-time': { date: 'a', time: 'a' },
		'date-from-parts': { year: 'n' },
		'validate-dates': { column: 'a' },
		'date-sequence': {}
	};
	const none = await table({ a: 'TIMESTAMP', n: 'BIGINT' }, []);
	const own = operations.filter(({ group }) => group === 'dates');
	expect(own.length).toBeGreaterThan(50);
	for (const { id } of own) {
		const { rows }: { rows: Row[] } = await run([{ op: id, params: needs[id] ?? { columns: ['a'] } }], none);
		expect(rows, id).toEqual([]);
	}
});
