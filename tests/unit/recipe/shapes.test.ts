import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationNamed } from '$lib/core/recipe/operations';
import { suggestParams } from '$lib/core/recipe/suggest';
import { run, table, type Row } from './native';
import { deviation, mean, median, oddName, oddValues, present, quantile, sum } from './definition';

type Maybe<T> = T | null;
type Sale = readonly [Maybe<string>, Maybe<string>, Maybe<number>];
const text = fc.option(fc.constantFrom(...oddValues.slice(0, 4)));
const sale = fc.tuple(text, text, fc.option(fc.integer({ min: -3, max: 3 })));
const sales = fc.array(sale, { minLength: 1, maxLength: 12 });
const g = `group ${oddName}`;
const n = `name ${oddName}`;
const x = `value ${oddName}`;
const saleTable = (rows: readonly Sale[]) => table({ [g]: 'VARCHAR', [n]: 'VARCHAR', [x]: 'DOUBLE' }, rows);
const cells = (rows: readonly Row[]) => rows.map((row) => Object.values(row));
const firstSeen = <T>(values: readonly T[]) => [...new Set(values)];
const byCodePoint = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** What the numbers of a group come to, by definition. */
const figures = {
	rows: (values: readonly Maybe<number>[]) => values.length,
	count: (values: readonly Maybe<number>[]) => present(values).length,
	missing: (values: readonly Maybe<number>[]) => values.length - present(values).length,
	distinct: (values: readonly Maybe<number>[]) => new Set(present(values)).size,
	sum: some(sum),
	mean: some(mean),
	median: some(median),
	minimum: some((v) => Math.min(...v)),
	maximum: some((v) => Math.max(...v)),
	range: some((v) => Math.max(...v) - Math.min(...v)),
	quantile: some((v) => quantile(v, 0.3)),
	first: some((v) => v[0] ?? NaN),
	last: some((v) => v.at(-1) ?? NaN),
	deviation: (values: readonly Maybe<number>[]) => {
		const v = present(values);
		return v.length < 2 ? null : deviation(v) * Math.sqrt(v.length / (v.length - 1));
	},
	variance: (values: readonly Maybe<number>[]) => {
		const v = present(values);
		return v.length < 2 ? null : (deviation(v) ** 2 * v.length) / (v.length - 1);
	},
	mode: some((v) => {
		const times = (e: number) => v.filter((other) => other === e).length;
		return [...v].sort((a, b) => times(b) - times(a) || a - b)[0] ?? NaN;
	})
};
function some(f: (values: readonly number[]) => number) {
	return (values: readonly Maybe<number>[]) => (present(values).length === 0 ? null : f(present(values)));
}
function near(found: unknown, want: Maybe<number>, about: string): void {
	if (want === null) expect(found, about).toBeNull();
	else expect(Number(found), about).toBeCloseTo(want, 9);
}

describe('group-by', () => {
	it('gives every figure of every group by its definition, groups where they first stand', async () => {
		await fc.assert(
			fc.asyncProperty(sales, async (rows) => {
				const names = Object.keys(figures);
				const aggregates = names.map((aggregate) => ({ column: x, aggregate, name: `${aggregate} '` }));
				const { rows: found } = await run(
					[{ op: 'group-by', params: { by: [g], aggregates, quantile: 0.3 } }],
					await saleTable(rows)
				);
				const groups = firstSeen(rows.map(([key]) => key));
				expect(found.map((row) => row[g])).toEqual(groups);
				groups.forEach((key, i) => {
					const values = rows.filter((row) => row[0] === key).map((row) => row[2]);
					for (const [name, f] of Object.entries(figures))
						near(found[i]?.[`${name} '`], f(values), `${name} of ${key}`);
				});
			}),
			{ numRuns: 40 }
		);
	});

	it('joins, lists, and shares; one row without a column to group by', async () => {
		const source = await saleTable([
			['a', "it's", 1],
			['b', 'z', 3],
			['a', null, 4],
			['a', 'b"', null]
		]);
		const aggregates = [
			{ aggregate: 'rows' },
			{ aggregate: 'share', name: 'of rows' },
			{ column: x, aggregate: 'share', name: 'of sum' },
			{ column: n, aggregate: 'text', name: 't' },
			{ column: n, aggregate: 'list', name: 'l' },
			{ column: x, aggregate: 'distinct-list', name: 'd' },
			{ column: n, aggregate: 'maximum', name: 'm' }
		];
		const { rows, schema } = await run(
			[
				{ op: 'group-by', params: { by: [g], aggregates, delimiter: "'; " } },
				{ op: 'join-list', params: { columns: ['l', 'd'], delimiter: '|', suffix: '' } }
			],
			source
		);
		expect(cells(rows)).toEqual([
			['a', 3, 0.75, 5 / 8, "it's'; b\"", 'it\'s|b"', '1.0|4.0', "it's"],
			['b', 1, 0.25, 3 / 8, 'z', 'z', '3.0', 'z']
		]);
		expect(schema.map(({ name }) => name)).toEqual([g, 'rows', 'of rows', 'of sum', 't', 'l', 'd', 'm']);
		const whole = await run(
			[{ op: 'group-by', params: { aggregates: [{ column: x, aggregate: 'sum' }, { aggregate: 'rows' }] } }],
			source
		);
		expect(whole.rows).toEqual([{ [`${x}_sum`]: 8, rows: 4 }]);
		const bad = (aggregate: object) => run([{ op: 'group-by', params: { by: [g], aggregates: [aggregate] } }], source);
		await expect(bad({ column: n, aggregate: 'mean' })).rejects.toThrow('table/column-kind');
		await expect(bad({ aggregate: 'mean' })).rejects.toThrow('recipe/params-invalid');
	});

	it('learns later only from groups whose rows were all for training', async () => {
		const source = await table({ k: 'VARCHAR', x: 'DOUBLE', part: 'VARCHAR' }, [
			['a', 1, 'train'],
			['b', 5, 'train'],
			['b', 100, 'test'],
			['c', 3, 'train']
		]);
		const { rows } = await run(
			[
				{ op: 'group-by', params: { by: ['k'], aggregates: [{ column: 'x', aggregate: 'sum', name: 's' }] } },
				{ op: 'centre', params: { columns: ['s'] } }
			],
			source,
			{ fitOn: "part = 'train'" }
		);
		expect(rows.map((row) => row['s'])).toEqual([-1, 103, 1]);
	});
});

describe('subtotals', () => {
	const rows: Sale[] = [
		['a', 'p', 1],
		['a', 'q', 2],
		['b', 'p', 4]
	];
	const of = async (levels: string) =>
		cells(
			(
				await run(
					[
						{
							op: 'subtotals',
							params: { by: [g, n], levels, aggregates: [{ column: x, aggregate: 'sum', name: 's' }] }
						}
					],
					await saleTable(rows)
				)
			).rows
		);
	const groups = rows.map(([key, name, value]) => [key, name, 0, value]);
	it('follow the groups, by levels', async () => {
		expect(await of('total')).toEqual([...groups, [null, null, 2, 7]]);
		expect(await of('rollup')).toEqual([...groups, ['a', null, 1, 3], ['b', null, 1, 4], [null, null, 2, 7]]);
		const cube = await of('cube');
		expect(cube.slice(0, 3)).toEqual(groups);
		expect(new Set(cube.map((row) => JSON.stringify(row)))).toEqual(
			new Set(
				[...groups, ['a', null, 1, 3], ['b', null, 1, 4], [null, 'p', 1, 5], [null, 'q', 1, 2], [null, null, 2, 7]].map(
					(row) => JSON.stringify(row)
				)
			)
		);
	});
});

describe('pivot and unpivot', () => {
	it('makes a column of each name learned, and the same columns of new rows', async () => {
		await fc.assert(
			fc.asyncProperty(sales, sales, async (rows, others) => {
				const params = { by: [g], names: n, values: x, aggregate: 'sum', fill: 0, prefix: "p' " };
				const made = await run([{ op: 'pivot', params }], await saleTable(rows));
				const names = firstSeen(present(rows.map((row) => row[1]))).sort(byCodePoint);
				const check = (given: readonly Sale[], found: readonly Row[]) => {
					const groups = firstSeen(given.map(([key]) => key));
					expect(found.map((row) => row[g])).toEqual(groups);
					groups.forEach((key, i) => {
						for (const name of names) {
							const values = given.filter((row) => row[0] === key && row[1] === name).map((row) => row[2]);
							expect(found[i]?.[`p' ${name}`]).toBe(sum(present(values)));
						}
					});
				};
				check(rows, made.rows);
				expect(made.schema.map(({ name }) => name)).toEqual([g, ...names.map((name) => `p' ${name}`)]);
				const again = await run(made.recipe.steps, await saleTable(others));
				expect(again.schema).toEqual(made.schema);
				check(others, again.rows);
			}),
			{ numRuns: 25 }
		);
	});

	it('keeps the most frequent names, and counts without a column of values', async () => {
		const source = await saleTable([
			['a', 'r', 1],
			['a', 'r', 1],
			['b', 's', 1],
			['b', "it's", 1],
			['b', 's', null]
		]);
		const { rows } = await run([{ op: 'pivot', params: { by: [g], names: n, aggregate: 'rows', most: 2 } }], source);
		expect(rows).toEqual([
			{ [g]: 'a', r: 2, s: 0 },
			{ [g]: 'b', r: 0, s: 2 }
		]);
		const whole = await run([{ op: 'pivot', params: { names: n, values: x, aggregate: 'sum' } }], source);
		expect(whole.rows).toEqual([{ "it's": 1, r: 2, s: 1 }]);
		await expect(
			run([{ op: 'pivot', params: { names: n, values: x, aggregate: 'sum', fill: 'none' } }], source)
		).rejects.toThrow('recipe/params-invalid');
	});

	it('unpivots to a row a column, in order, and a pivot turns it back', async () => {
		const source = await table({ id: 'BIGINT', [g]: 'BIGINT', [n]: 'DOUBLE', t: 'VARCHAR' }, [
			[1, 10, 1.5, "it's"],
			[2, null, 2, null]
		]);
		const numbers = await run([{ op: 'unpivot', params: { columns: [g, n], name: 'what', value: 'v' } }], source);
		expect(cells(numbers.rows)).toEqual([
			[1, "it's", g, 10],
			[1, "it's", n, 1.5],
			[2, null, g, null],
			[2, null, n, 2]
		]);
		expect(numbers.schema.at(-1)?.type).toBe('DOUBLE');
		const texts = await run([{ op: 'unpivot', params: { columns: [g, 't'], missing: 'drop' } }], source);
		expect(texts.rows.map((row) => row['value'])).toEqual(['10', "it's"]);
		const back = await run(
			[
				{ op: 'unpivot', params: { columns: [g, n] } },
				{ op: 'pivot', params: { by: ['id'], names: 'name', values: 'value' } }
			],
			source
		);
		expect(back.rows).toEqual([
			{ id: 1, [g]: 10, [n]: 1.5 },
			{ id: 2, [g]: null, [n]: 2 }
		]);
	});

	it('unpivots groups of columns by the ends of their names', async () => {
		const source = await table(
			{ id: 'BIGINT', price_2023: 'DOUBLE', "it's_2023": 'BIGINT', price_2024: 'DOUBLE', "it's_x": 'BIGINT' },
			[
				[1, 1.5, 1, 2.5, null],
				[2, null, null, null, 4]
			]
		);
		const columns = ['price_2023', "it's_2023", 'price_2024', "it's_x"];
		const { rows, schema } = await run([{ op: 'unpivot-groups', params: { columns, name: 'year' } }], source);
		expect(schema.map(({ name }) => name)).toEqual(['id', 'year', 'price', "it's"]);
		expect(cells(rows)).toEqual([
			[1, '2023', 1.5, 1],
			[1, '2024', 2.5, null],
			[1, 'x', null, null],
			[2, '2023', null, null],
			[2, '2024', null, null],
			[2, 'x', null, 4]
		]);
		const dropped = await run([{ op: 'unpivot-groups', params: { columns, missing: 'drop' } }], source);
		expect(cells(dropped.rows).map((row) => row[1])).toEqual(['2023', '2024', 'x']);
		await expect(run([{ op: 'unpivot-groups', params: { columns: ['id'] } }], source)).rejects.toThrow(
			'recipe/params-invalid'
		);
	});
});

describe('cross-tabulate', () => {
	it('counts and shares by definition', async () => {
		await fc.assert(
			fc.asyncProperty(sales, async (rows) => {
				const source = await saleTable(rows);
				const names = firstSeen(present(rows.map((row) => row[1]))).sort(byCodePoint);
				const groups = firstSeen(rows.map(([key]) => key));
				const count = (key: Maybe<string>, name: string) =>
					rows.filter((row) => row[0] === key && row[1] === name).length;
				const ofRow = (key: Maybe<string>) => rows.filter((row) => row[0] === key).length;
				const shown = {
					counts: (key: Maybe<string>, name: string) => count(key, name),
					'of-all': (key: Maybe<string>, name: string) => count(key, name) / rows.length,
					'of-row': (key: Maybe<string>, name: string) => count(key, name) / ofRow(key),
					'of-column': (key: Maybe<string>, name: string) =>
						count(key, name) / rows.filter((row) => row[1] === name).length
				};
				for (const [show, want] of Object.entries(shown)) {
					const { rows: found, schema } = await run(
						[{ op: 'cross-tabulate', params: { column: g, other: n, show } }],
						source
					);
					expect(schema.map(({ name }) => name)).toEqual([g, ...names, 'total']);
					groups.forEach((key, i) => {
						for (const name of names) near(found[i]?.[name], want(key, name), `${show} ${key} ${name}`);
					});
					if (show === 'counts') expect(found.map((row) => row['total'])).toEqual(groups.map(ofRow));
				}
			}),
			{ numRuns: 15 }
		);
	});
});

describe('transpose', () => {
	it('turns rows into columns by names that are learned', async () => {
		const source = await table({ [n]: 'VARCHAR', a: 'BIGINT', "b'": 'DOUBLE' }, [
			["it's", 1, 2.5],
			['y', 3, null],
			[null, 9, 9],
			['y', 7, 7]
		]);
		const { rows, schema, recipe } = await run([{ op: 'transpose', params: { names: n } }], source);
		expect(schema.map(({ name, type }) => `${name} ${type}`)).toEqual(['column VARCHAR', "it's DOUBLE", 'y DOUBLE']);
		expect(cells(rows)).toEqual([
			['a', 1, 3],
			["b'", 2.5, null]
		]);
		const other = await table({ [n]: 'VARCHAR', a: 'BIGINT', "b'": 'DOUBLE' }, [
			['new', 5, 5],
			['y', 6, 8]
		]);
		expect(cells((await run(recipe.steps, other)).rows)).toEqual([
			['a', null, 6],
			["b'", null, 8]
		]);
		const numbered = await run(
			[
				{ op: 'drop-columns', params: { columns: [n] } },
				{ op: 'filter', params: { condition: 'a > 1' } },
				{ op: 'transpose' }
			],
			source
		);
		expect(numbered.rows).toEqual([
			{ column: 'a', 1: 3, 2: 9, 3: 7 },
			{ column: "b'", 1: null, 2: 9, 3: 7 }
		]);
		const large = await table(
			{ a: 'BIGINT' },
			Array.from({ length: 201 }, (_, i) => [i])
		);
		await expect(run([{ op: 'transpose' }], large)).rejects.toThrow('recipe/params-invalid');
	});
});

describe('combinations and sequences', () => {
	it('adds the combinations that no row has, behind', async () => {
		await fc.assert(
			fc.asyncProperty(sales, async (rows) => {
				const { rows: found } = await run(
					[{ op: 'complete-combinations', params: { columns: [g, n], fill: 0 } }],
					await saleTable(rows)
				);
				const [groups, names] = [firstSeen(rows.map((row) => row[0])), firstSeen(rows.map((row) => row[1]))];
				const added = groups.flatMap((key) =>
					names.filter((name) => !rows.some((row) => row[0] === key && row[1] === name)).map((name) => [key, name, 0])
				);
				expect(cells(found)).toEqual([...rows, ...added]);
				const grid = await run([{ op: 'expand-grid', params: { columns: [n, g] } }], await saleTable(rows));
				expect(cells(grid.rows)).toEqual(names.flatMap((name) => groups.map((key) => [name, key])));
			}),
			{ numRuns: 25 }
		);
	});

	it('completes whole numbers and dates within groups', async () => {
		const source = await table({ [g]: 'VARCHAR', year: 'BIGINT', v: 'DOUBLE' }, [
			['b', 2003, 1],
			['a', 2001, 2],
			['a', 2004, 3],
			['b', 2001, 4],
			['a', null, 5],
			['b', 2001, 6]
		]);
		const { rows } = await run([{ op: 'complete-sequence', params: { column: 'year', by: [g] } }], source);
		expect(cells(rows)).toEqual([
			['b', 2001, 4],
			['b', 2001, 6],
			['b', 2002, null],
			['b', 2003, 1],
			['a', 2001, 2],
			['a', 2002, null],
			['a', 2003, null],
			['a', 2004, 3],
			['a', null, 5]
		]);
		const days = await table({ day: 'DATE', v: 'BIGINT' }, [
			['2024-03-31', 1],
			['2024-01-31', 2]
		]);
		const monthly = await run([{ op: 'complete-sequence', params: { column: 'day', unit: 'month' } }], days);
		expect(cells(monthly.rows)).toEqual([
			[Date.UTC(2024, 0, 31), 2],
			[Date.UTC(2024, 1, 29), null],
			[Date.UTC(2024, 2, 31), 1]
		]);
		await expect(run([{ op: 'complete-sequence', params: { column: 'v' } }], source)).rejects.toThrow(
			'table/column-kind'
		);
	});

	it('repeats rows as often as a column says', async () => {
		const source = await table({ [oddName]: 'DOUBLE', k: 'VARCHAR' }, [
			[2.9, 'a'],
			[null, 'b'],
			[0, 'c'],
			[-1, 'd'],
			[1, 'e']
		]);
		const { rows } = await run([{ op: 'repeat-rows', params: { column: oddName, into: 'copy' } }], source);
		expect(rows.map((row) => [row['k'], row['copy']])).toEqual([
			['a', 1],
			['a', 2],
			['e', 1]
		]);
	});
});

it('start with the categories and numbers of the table', () => {
	const schema = [
		{ name: 'id', type: 'BIGINT', kind: 'identifier' },
		{ name: 'city', type: 'VARCHAR', kind: 'categorical' },
		{ name: 'age', type: 'DOUBLE', kind: 'numeric' },
		{ name: 'job', type: 'VARCHAR', kind: 'categorical' }
	] as const;
	const start = (id: string, chosen: number | null) =>
		suggestParams(operationNamed(id), schema, chosen === null ? null : (schema[chosen] ?? null), null);
	expect(start('group-by', 3)).toEqual({
		by: ['job'],
		aggregates: [{ aggregate: 'rows' }, { column: 'age', aggregate: 'mean' }]
	});
	expect(start('pivot', null)).toMatchObject({ by: ['job'], names: 'city', values: 'age', aggregate: 'sum' });
	expect(start('cross-tabulate', 1)).toMatchObject({ column: 'job', other: 'city' });
	expect(start('unpivot', null)).toEqual({ columns: ['age'] });
});
