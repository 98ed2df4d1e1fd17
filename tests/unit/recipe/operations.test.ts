import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { run, table, type Row } from './native';

/** Every expectation is computed here by definition, from the rows themselves. */
const random = seededRandom(11);
const cities = ['Kyoto', 'Osaka', "Aix'en", 'São "Paulo"', '東京', '?'];
type Item = { id: number; city: string | null; age: number | null; income: number; when: string | null; ok: boolean };
const items: Item[] = Array.from({ length: 400 }, (_, id) => ({
	id,
	city: random() < 0.1 ? null : (cities[Math.floor(random() ** 2 * cities.length)] ?? null),
	age: random() < 0.15 ? null : 18 + Math.floor(random() * 60),
	income: Math.round(random() * 1e6) / 7,
	when:
		random() < 0.05 ? null : new Date(Math.floor(random() * 4e12) - 1e12).toISOString().slice(0, 19).replace('T', ' '),
	ok: random() < 0.3
}));
const types = { id: 'BIGINT', city: 'VARCHAR', age: 'BIGINT', income: 'DOUBLE', when: 'TIMESTAMP', ok: 'BOOLEAN' };
const people = await table(
	types,
	items.map(({ id, city, age, income, when, ok }) => [id, city, age, income, when, ok])
);

const present = <T>(values: readonly (T | null)[]): T[] => values.flatMap((value) => (value === null ? [] : [value]));
const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: readonly number[]) => Math.sqrt(mean(values.map((x) => (x - mean(values)) ** 2)));
function quantile(values: readonly number[], q: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	const at = q * (sorted.length - 1);
	const low = sorted[Math.floor(at)] ?? NaN;
	return low + ((sorted[Math.ceil(at)] ?? NaN) - low) * (at - Math.floor(at));
}
function close(rows: readonly Row[], column: string, wanted: readonly (number | null)[]): void {
	expect(rows).toHaveLength(wanted.length);
	rows.forEach((row, i) => {
		const want = wanted[i] ?? null;
		if (want === null) expect(row[column]).toBeNull();
		else expect(row[column]).toBeCloseTo(want, 9);
	});
}
const column = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

describe('columns', () => {
	it('keeps columns in the order named', async () => {
		const { rows, schema } = await run([{ op: 'select', params: { columns: ['income', 'id'] } }], people);
		expect(schema.map(({ name }) => name)).toEqual(['income', 'id']);
		expect(column(rows, 'id')).toEqual(items.map(({ id }) => id));
	});

	it('drops columns', async () => {
		const { schema } = await run([{ op: 'drop-columns', params: { columns: ['when', 'id'] } }], people);
		expect(schema.map(({ name }) => name)).toEqual(['city', 'age', 'income', 'ok']);
	});

	it('swaps names', async () => {
		const { rows, schema } = await run([{ op: 'rename', params: { columns: { id: 'age', age: 'id' } } }], people);
		expect(schema.map(({ name }) => name)).toEqual(['age', 'city', 'id', 'income', 'when', 'ok']);
		expect(column(rows, 'id')).toEqual(items.map(({ age }) => age));
		expect(column(rows, 'age')).toEqual(items.map(({ id }) => id));
	});

	it('casts, and what does not fit is missing', async () => {
		const source = await table({ a: 'VARCHAR', d: 'VARCHAR' }, [
			['12.5', '03/04/2020'],
			['x', '31/02/2020'],
			[null, null],
			['-7', '1/1/1960']
		]);
		const { rows, schema } = await run(
			[{ op: 'cast', params: { columns: { a: 'DOUBLE', d: 'DATE' }, format: '%d/%m/%Y' } }],
			source
		);
		expect(column(rows, 'a')).toEqual([12.5, null, null, -7]);
		expect(column(rows, 'd')).toEqual([Date.UTC(2020, 3, 3), null, null, Date.UTC(1960, 0, 1)]);
		expect(schema.map(({ kind }) => kind)).toEqual(['numeric', 'datetime']);
	});
});

describe('rows', () => {
	it('filters; a missing condition drops the row', async () => {
		const { rows } = await run([{ op: 'filter', params: { condition: `age >= 40 and city != 'Kyoto'` } }], people);
		expect(column(rows, 'id')).toEqual(
			items
				.filter(({ age, city }) => age !== null && age >= 40 && city !== null && city !== 'Kyoto')
				.map(({ id }) => id)
		);
	});

	it('drops duplicates, keeping the first in order', async () => {
		const { rows } = await run([{ op: 'drop-duplicates', params: { columns: ['city', 'age'] } }], people);
		const seen = new Set<string>();
		const kept = items.filter(({ city, age }) => {
			const key = JSON.stringify([city, age]);
			return !seen.has(key) && seen.add(key);
		});
		expect(column(rows, 'id')).toEqual(kept.map(({ id }) => id));
	});

	it('sorts, missing last, ties in order', async () => {
		const { rows } = await run(
			[{ op: 'sort', params: { by: [{ column: 'age', direction: 'descending' }, { column: 'ok' }] } }],
			people
		);
		const wanted = [...items].sort(
			(a, b) =>
				Number(a.age === null) - Number(b.age === null) ||
				(b.age ?? 0) - (a.age ?? 0) ||
				Number(a.ok) - Number(b.ok) ||
				a.id - b.id
		);
		expect(column(rows, 'id')).toEqual(wanted.map(({ id }) => id));
	});

	it('splits at random by the MD5 of seed and row', async () => {
		const { rows } = await run([{ op: 'split', params: { fraction: 0.3, seed: 5 } }], people);
		const turn = (id: number) =>
			createHash('md5')
				.update(`5:${id + 1}`)
				.digest('hex');
		const test = new Set(
			[...items]
				.sort((a, b) => (turn(a.id) < turn(b.id) ? -1 : 1))
				.slice(0, 120)
				.map(({ id }) => id)
		);
		expect(column(rows, 'split')).toEqual(items.map(({ id }) => (test.has(id) ? 'test' : 'train')));
	});

	it('splits stratified: each value has its share', async () => {
		const { rows } = await run(
			[{ op: 'split', params: { method: 'stratified', by: 'city', fraction: 0.25, name: 'part' } }],
			people
		);
		for (const city of [...cities, null]) {
			const of = rows.filter((row) => row['city'] === city);
			expect(of.filter((row) => row['part'] === 'test')).toHaveLength(Math.round(of.length * 0.25));
		}
	});

	it('splits ordered: the last are test', async () => {
		const { rows } = await run([{ op: 'split', params: { method: 'ordered', by: 'income', fraction: 0.1 } }], people);
		const test = rows.filter((row) => row['split'] === 'test').map((row) => Number(row['income']));
		const train = rows.filter((row) => row['split'] === 'train').map((row) => Number(row['income']));
		expect(test).toHaveLength(40);
		expect(Math.min(...test)).toBeGreaterThanOrEqual(Math.max(...train));
	});
});

describe('missing values', () => {
	const ages = items.map(({ age }) => age);
	it.each([
		['mean', mean(present(ages))],
		['median', quantile(present(ages), 0.5)],
		['constant', 33]
	] as const)('fills with the %s', async (method, fill) => {
		const { rows } = await run([{ op: 'fill-missing', params: { columns: ['age'], method, value: 33 } }], people);
		close(
			rows,
			'age',
			ages.map((age) => age ?? fill)
		);
	});

	it('fills with the most frequent value', async () => {
		const counts = new Map<string, number>();
		for (const { city } of items) if (city !== null) counts.set(city, (counts.get(city) ?? 0) + 1);
		const [mode] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [''];
		const { rows } = await run([{ op: 'fill-missing', params: { columns: ['city'], method: 'mode' } }], people);
		expect(column(rows, 'city')).toEqual(items.map(({ city }) => city ?? mode));
	});

	it('drops rows with missing values', async () => {
		const { rows } = await run([{ op: 'drop-missing', params: { columns: ['age', 'city'] } }], people);
		expect(column(rows, 'id')).toEqual(
			items.filter(({ age, city }) => age !== null && city !== null).map(({ id }) => id)
		);
		const all = await run([{ op: 'drop-missing' }], people);
		expect(column(all.rows, 'id')).toEqual(
			items.filter(({ age, city, when }) => age !== null && city !== null && when !== null).map(({ id }) => id)
		);
	});

	it('makes a token missing', async () => {
		const { rows } = await run([{ op: 'replace-value', params: { columns: ['city'], from: ['?', 'Kyoto'] } }], people);
		expect(column(rows, 'city')).toEqual(items.map(({ city }) => (city === '?' || city === 'Kyoto' ? null : city)));
		const back = await run([{ op: 'replace-value', params: { columns: ['age'], from: [20, 21], to: 99 } }], people);
		expect(column(back.rows, 'age')).toEqual(ages.map((age) => (age === 20 || age === 21 ? 99 : age)));
	});
});

describe('numbers', () => {
	const incomes = items.map(({ income }) => income);
	const ages = items.map(({ age }) => age);

	it('standardises', async () => {
		const { rows } = await run([{ op: 'standardise', params: { columns: ['age', 'income'] } }], people);
		const [m, s] = [mean(present(ages)), deviation(present(ages))];
		close(
			rows,
			'age',
			ages.map((age) => (age === null ? null : (age - m) / s))
		);
		close(
			rows,
			'income',
			incomes.map((x) => (x - mean(incomes)) / deviation(incomes))
		);
	});

	it('scales to a range', async () => {
		const { rows } = await run([{ op: 'min-max', params: { columns: ['income'], low: -1, high: 1 } }], people);
		const [low, high] = [Math.min(...incomes), Math.max(...incomes)];
		close(
			rows,
			'income',
			incomes.map((x) => -1 + (2 * (x - low)) / (high - low))
		);
	});

	it('leaves a constant column at 0, and an empty one missing', async () => {
		const source = await table({ c: 'DOUBLE', e: 'DOUBLE' }, [
			[4, null],
			[4, null]
		]);
		for (const op of ['standardise', 'min-max']) {
			const { rows } = await run([{ op, params: { columns: ['c', 'e'] } }], source);
			expect(rows).toEqual([
				{ c: 0, e: null },
				{ c: 0, e: null }
			]);
		}
	});

	it('limits outliers by bounds, quantiles and deviations', async () => {
		const limit = (x: number, low: number, high: number) => Math.min(Math.max(x, low), high);
		const bounds = await run([{ op: 'clip', params: { columns: ['age'], method: 'bounds', lower: 30 } }], people);
		close(
			bounds.rows,
			'age',
			ages.map((age) => (age === null ? null : Math.max(age, 30)))
		);
		const quantiles = await run(
			[{ op: 'clip', params: { columns: ['income'], lowerQuantile: 0.1, upperQuantile: 0.8 } }],
			people
		);
		close(
			quantiles.rows,
			'income',
			incomes.map((x) => limit(x, quantile(incomes, 0.1), quantile(incomes, 0.8)))
		);
		const far = await run(
			[{ op: 'clip', params: { columns: ['income'], method: 'deviations', deviations: 1, beyond: 'missing' } }],
			people
		);
		const [m, s] = [mean(incomes), deviation(incomes)];
		close(
			far.rows,
			'income',
			incomes.map((x) => (Math.abs(x - m) > s ? null : x))
		);
	});

	it('bins by width, quantile and edges', async () => {
		const known = present(ages);
		const [low, high] = [Math.min(...known), Math.max(...known)];
		const width = await run(
			[{ op: 'bin', params: { column: 'age', method: 'equal-width', count: 4, output: 'number', into: 'band' } }],
			people
		);
		const place = (edges: readonly number[]) => (x: number | null) =>
			x === null ? null : edges.filter((edge) => edge <= x).length;
		const step = (high - low) / 4;
		expect(column(width.rows, 'band')).toEqual(ages.map(place([1, 2, 3].map((i) => low + step * i))));
		const quantiles = await run([{ op: 'bin', params: { column: 'income', count: 3, output: 'number' } }], people);
		expect(column(quantiles.rows, 'income')).toEqual(
			incomes.map(place([quantile(incomes, 1 / 3), quantile(incomes, 2 / 3)]))
		);
		const edges = await run(
			[{ op: 'bin', params: { column: 'age', method: 'edges', edges: [40, 25], into: 'band' } }],
			people
		);
		expect(column(edges.rows, 'band')).toEqual(
			ages.map((age) => (age === null ? null : age < 25 ? '(-inf, 25)' : age < 40 ? '[25, 40)' : '[40, inf)'))
		);
	});
});

describe('categories', () => {
	const known = [...new Set(present(items.map(({ city }) => city)))].sort((a, b) => (a < b ? -1 : 1));

	it('makes one column a category', async () => {
		const { rows, schema } = await run(
			[{ op: 'one-hot', params: { columns: ['city', 'ok'], missing: 'column' } }],
			people
		);
		const names = [...known.map((city) => `city=${city}`), 'city is missing'];
		expect(schema.map(({ name }) => name)).toEqual([
			'id',
			...names,
			'age',
			'income',
			'when',
			'ok=false',
			'ok=true',
			'ok is missing'
		]);
		rows.forEach((row, i) => {
			for (const city of known) expect(row[`city=${city}`]).toBe(items[i]?.city === city ? 1 : 0);
			expect(row['city is missing']).toBe(items[i]?.city === null ? 1 : 0);
			expect(row['ok=true']).toBe(items[i]?.ok ? 1 : 0);
		});
	});

	it('keeps the most frequent categories only', async () => {
		const counts = known.map((city) => [city, items.filter((item) => item.city === city).length] as const);
		const [first, second] = [...counts].sort((a, b) => b[1] - a[1]);
		const { schema } = await run([{ op: 'one-hot', params: { columns: ['city'], maxCategories: 2 } }], people);
		const names = schema.map(({ name }) => name).filter((name) => name.startsWith('city='));
		expect(names.sort()).toEqual([`city=${first?.[0]}`, `city=${second?.[0]}`].sort());
	});

	it('numbers the categories', async () => {
		const alphabet = await run([{ op: 'ordinal', params: { columns: ['city'] } }], people);
		expect(column(alphabet.rows, 'city')).toEqual(
			items.map(({ city }) => (city === null ? null : known.indexOf(city)))
		);
		const given = await run(
			[
				{
					op: 'ordinal',
					params: { columns: ['city'], order: 'given', categories: ['東京', 'Kyoto'], unseen: 'minus-one' }
				}
			],
			people
		);
		expect(column(given.rows, 'city')).toEqual(
			items.map(({ city }) => (city === null ? null : ['東京', 'Kyoto'].indexOf(city)))
		);
	});
});

describe('dates and text', () => {
	it('takes dates apart', async () => {
		const parts = [
			'year',
			'quarter',
			'month',
			'day',
			'weekday',
			'day-of-year',
			'hour',
			'minute',
			'second',
			'is-weekend'
		];
		const { rows } = await run([{ op: 'date-parts', params: { column: 'when', parts, keep: false } }], people);
		rows.forEach((row, i) => {
			const text = items[i]?.when ?? null;
			const date = text === null ? null : new Date(`${text.replace(' ', 'T')}Z`);
			const weekday = date && (date.getUTCDay() + 6) % 7;
			expect(row).toMatchObject({
				when_year: date && date.getUTCFullYear(),
				when_quarter: date && Math.floor(date.getUTCMonth() / 3) + 1,
				when_month: date && date.getUTCMonth() + 1,
				when_day: date && date.getUTCDate(),
				when_weekday: weekday === null ? null : weekday + 1,
				when_day_of_year: date && Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1,
				when_hour: date && date.getUTCHours(),
				when_minute: date && date.getUTCMinutes(),
				when_second: date && date.getUTCSeconds(),
				when_is_weekend: weekday === null ? null : Number(weekday >= 5)
			});
			expect('when' in row).toBe(false);
		});
	});

	it('cleans text', async () => {
		const source = await table({ t: 'VARCHAR' }, [['  A\t b '], ['\n'], [null], ['ÉTÉ']]);
		const { rows } = await run(
			[{ op: 'clean-text', params: { columns: ['t'], collapse: true, case: 'lower', emptyIsMissing: true } }],
			source
		);
		expect(column(rows, 't')).toEqual(['a b', null, null, 'été']);
	});
});
