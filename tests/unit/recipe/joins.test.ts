import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { run, table, type Row } from './native';
import { oddName } from './definition';

type Maybe<T> = T | null;
const key = fc.option(fc.constantFrom('a', "it's", '東京', '"q"'));
const number = fc.option(fc.integer({ min: 0, max: 9 }));
const pairs = fc.array(fc.tuple(key, number), { maxLength: 8 });
type Pair = readonly [Maybe<string>, Maybe<number>];
const k = `key ${oddName}`;
const x = `x ${oddName}`;
const kk = `other key ${oddName}`;
const y = `y ${oddName}`;
const cells = (rows: readonly Row[]) => rows.map((row) => Object.values(row));
const mine = (rows: readonly Pair[], type = 'BIGINT') => table({ [k]: 'VARCHAR', [x]: type }, rows);
const theirs = (rows: readonly Pair[], type = 'BIGINT') => table({ [kk]: 'VARCHAR', [y]: type }, rows);
const many = { numRuns: 30 };

async function both(step: { op: string; params: object }, a: readonly Pair[], b: readonly Pair[]): Promise<Row[]> {
	const params = { table: "other '", ...step.params };
	return (await run([{ op: step.op, params }], await mine(a), { tables: { "other '": await theirs(b) } })).rows;
}

describe('join', () => {
	it('pairs every row with every row, and marks names of both sides', async () => {
		const a: Pair[] = [
			['a', 1],
			[null, 2]
		];
		const here = await table({ k: 'VARCHAR', x: 'BIGINT' }, a);
		const step = (params: object) => [{ op: 'join', params: { table: 't', ...params } }];
		const cross = await run(step({ type: 'cross', suffix: '_right', suffixHere: '_left' }), here, {
			tables: { t: here }
		});
		expect(cross.schema.map(({ name }) => name)).toEqual(['k_left', 'x_left', 'k_right', 'x_right']);
		expect(cells(cross.rows)).toEqual(a.flatMap((one) => a.map((other) => [...one, ...other])));
		const inner = await run(step({ type: 'inner', keys: { k: 'k' }, suffixHere: '_l' }), here, { tables: { t: here } });
		expect(inner.rows).toEqual([{ k: 'a', x_l: 1, x_2: 1 }]);
		await expect(run(step({ type: 'left' }), here, { tables: { t: here } })).rejects.toThrow('recipe/params-invalid');
		await expect(run(step({ keys: { k: 'x' } }), here, { tables: { t: here } })).rejects.toThrow('table/column-kind');
	});
});

describe('sets of rows', () => {
	it('intersect and except compare whole rows, missing equal to missing', async () => {
		await fc.assert(
			fc.asyncProperty(pairs, pairs, fc.boolean(), async (a, b, distinct) => {
				const same = (one: Pair, other: Pair) => one[0] === other[0] && one[1] === other[1];
				const other = await table(
					{ [x]: 'BIGINT', extra: 'BIGINT', [k]: 'VARCHAR' },
					b.map(([p, q]) => [q, 1, p])
				);
				const of = async (op: string) =>
					cells((await run([{ op, params: { table: 't', distinct } }], await mine(a), { tables: { t: other } })).rows);
				const once = (rows: readonly Pair[]) =>
					rows.filter((row, i) => !distinct || rows.findIndex((each) => same(each, row)) === i);
				expect(await of('intersect')).toEqual(once(a.filter((row) => b.some((each) => same(each, row)))));
				expect(await of('except')).toEqual(once(a.filter((row) => !b.some((each) => same(each, row)))));
			}),
			many
		);
	});

	it('concatenates by name and by position, saying where rows come from', async () => {
		const here = await table({ a: 'BIGINT', [oddName]: 'VARCHAR' }, [
			[1, "it's"],
			[2, null]
		]);
		const there = await table({ [oddName]: 'VARCHAR', b: 'DOUBLE', A: 'DOUBLE' }, [
			['z', 0.5, 1.5],
			["it's", null, 1]
		]);
		const of = async (params: object) =>
			run([{ op: 'concatenate', params: { tables: ["t '"], ...params } }], here, { tables: { "t '": there } });
		const all = await of({ source: 'from' });
		expect(all.schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
			'a DOUBLE',
			`${oddName} VARCHAR`,
			'b DOUBLE',
			'from VARCHAR'
		]);
		expect(cells(all.rows)).toEqual([
			[1, "it's", null, 'this table'],
			[2, null, null, 'this table'],
			[1.5, 'z', 0.5, "t '"],
			[1, "it's", null, "t '"]
		]);
		expect(cells((await of({ columns: 'shared', distinct: true })).rows)).toEqual([
			[1, "it's"],
			[2, null],
			[1.5, 'z']
		]);
		expect((await of({ columns: 'own' })).schema).toHaveLength(2);
		expect(cells((await of({ match: 'position' })).rows)).toEqual([
			['1', "it's", null],
			['2', null, null],
			['z', '0.5', 1.5],
			["it's", null, 1]
		]);
		await expect(of({ source: 'A' })).rejects.toThrow('table/column-duplicate');
	});

	it('compares a table with an older state of it', async () => {
		const types = { id: 'BIGINT', [x]: 'VARCHAR', y: 'BIGINT' };
		const now = await table(types, [
			[1, 'a', 1],
			[2, "it's", null],
			[4, null, 3],
			[null, 'n', 1]
		]);
		const before = await table(types, [
			[1, 'a', 1],
			[2, 'b', null],
			[3, 'gone', 2],
			[null, 'n', 2]
		]);
		const step = { op: 'compare-tables', params: { table: 'before', keys: { id: 'id' } } };
		const { rows, schema } = await run([step], now, { tables: { before } });
		expect(schema.map(({ name }) => name)).toEqual([
			'id',
			'change',
			'changed columns',
			x,
			`${x} before`,
			'y',
			'y before'
		]);
		expect(cells(rows)).toEqual([
			[2, 'changed', x, "it's", 'b', null, null],
			[4, 'added', null, null, null, 3, null],
			[null, 'changed', 'y', 'n', 'n', 1, 2],
			[3, 'removed', null, null, 'gone', null, 2]
		]);
		const all = await run([{ ...step, params: { ...step.params, same: true } }], now, { tables: { before } });
		expect(all.rows.map((row) => row['change'])).toEqual(['same', 'changed', 'added', 'changed', 'removed']);
	});
});

describe('as-of join', () => {
	/** Of the rows with the same key, the newest at or before (and so on) within the tolerance; ties: the last row, the earlier time. */
	function found(
		direction: string,
		equal: boolean,
		tolerance: Maybe<number>,
		[p, t]: Pair,
		others: readonly Pair[]
	): Maybe<number> {
		if (p === null || t === null) return null;
		const near = others
			.map(([q, time], row) => ({ q, time, row }))
			.flatMap(({ q, time, row }) => (q === p && time !== null ? [{ time, row, apart: Math.abs(time - t) }] : []))
			.filter(({ time }) =>
				time === t ? equal : direction === 'nearest' || (direction === 'before' ? time < t : time > t)
			)
			.sort((a, b) => a.apart - b.apart || a.time - b.time || b.row - a.row)[0];
		return near && (tolerance === null || near.apart <= tolerance) ? near.row : null;
	}

	it('finds the row at every time by definition', async () => {
		await fc.assert(
			fc.asyncProperty(
				pairs,
				pairs,
				fc.constantFrom('before', 'after', 'nearest'),
				fc.boolean(),
				fc.option(fc.constantFrom(0, 1, 3)),
				async (a, b, direction, equal, tolerance) => {
					const other = await table(
						{ [kk]: 'VARCHAR', [y]: 'BIGINT', row: 'BIGINT' },
						b.map((each, row) => [...each, row])
					);
					const params = {
						table: 't',
						time: x,
						otherTime: y,
						keys: { [k]: kk },
						direction,
						equal,
						columns: ['row'],
						...(tolerance !== null && { tolerance })
					};
					const { rows } = await run([{ op: 'as-of-join', params }], await mine(a), { tables: { t: other } });
					expect(cells(rows)).toEqual(a.map((each) => [...each, found(direction, equal, tolerance, each, b)]));
				}
			),
			{ numRuns: 80 }
		);
	});

	it('reads dates against times, with a tolerance in their unit and without keys', async () => {
		const here = await table({ d: 'DATE' }, [['2024-03-01'], ['2024-03-05'], [null]]);
		const there = await table({ t: 'TIMESTAMP', v: 'VARCHAR' }, [
			['2024-02-29 23:00:00', 'feb'],
			['2024-03-04 12:00:00', 'mar']
		]);
		const of = async (tolerance: number, unit: string) =>
			(
				await run([{ op: 'as-of-join', params: { table: 't', time: 'd', otherTime: 't', tolerance, unit } }], here, {
					tables: { t: there }
				})
			).rows.map((row) => row['v']);
		expect(await of(1, 'days')).toEqual(['feb', 'mar', null]);
		expect(await of(1, 'hours')).toEqual(['feb', null, null]);
		expect(await of(59, 'minutes')).toEqual([null, null, null]);
	});
});

describe('joins by ranges', () => {
	const range = fc.tuple(key, number, number);
	const ranges = fc.array(range, { maxLength: 6 });
	type Range = readonly [Maybe<string>, Maybe<number>, Maybe<number>];
	const rangeTable = (rows: readonly Range[]) =>
		table(
			{ [kk]: 'VARCHAR', 'lo "': 'BIGINT', "hi '": 'BIGINT', row: 'BIGINT' },
			rows.map((each, row) => [...each, row])
		);

	function joined<T extends readonly unknown[]>(
		rows: readonly T[],
		meets: (row: T) => number[],
		matches: string,
		type: string
	) {
		return rows.flatMap((row) => {
			const partners = meets(row).slice(0, matches === 'first' ? 1 : undefined);
			if (partners.length === 0) return type === 'left' ? [[...row, null]] : [];
			return partners.map((partner) => [...row, partner]);
		});
	}

	it('find the ranges that hold a value', async () => {
		await fc.assert(
			fc.asyncProperty(
				pairs,
				ranges,
				fc.constantFrom('both', 'lower', 'upper', 'neither'),
				fc.constantFrom('all', 'first'),
				fc.constantFrom('left', 'inner'),
				async (a, b, ends, matches, type) => {
					const holds = ([p, v]: Pair) =>
						b.flatMap(([q, lo, hi], row) =>
							p !== null &&
							q === p &&
							v !== null &&
							lo !== null &&
							hi !== null &&
							(v > lo || (v === lo && (ends === 'both' || ends === 'lower'))) &&
							(v < hi || (v === hi && (ends === 'both' || ends === 'upper')))
								? [row]
								: []
						);
					const params = {
						table: 't',
						column: x,
						from: 'lo "',
						to: "hi '",
						ends,
						matches,
						type,
						keys: { [k]: kk },
						columns: ['row']
					};
					const { rows } = await run([{ op: 'interval-join', params }], await mine(a), {
						tables: { t: await rangeTable(b) }
					});
					expect(cells(rows)).toEqual(joined(a, holds, matches, type));
				}
			),
			{ numRuns: 60 }
		);
	});

	it('find the ranges that overlap', async () => {
		await fc.assert(
			fc.asyncProperty(
				ranges,
				ranges,
				fc.boolean(),
				fc.constantFrom('all', 'first'),
				async (a, b, touching, matches) => {
					const here = await table({ [k]: 'VARCHAR', s: 'BIGINT', e: 'BIGINT' }, a);
					const meets = ([p, s, e]: Range) =>
						b.flatMap(([q, lo, hi], row) => {
							if (p === null || q !== p || s === null || e === null || lo === null || hi === null) return [];
							return (touching ? s <= hi && lo <= e : s < hi && lo < e) ? [row] : [];
						});
					const params = {
						table: 't',
						start: 's',
						end: 'e',
						from: 'lo "',
						to: "hi '",
						touching,
						matches,
						keys: { [k]: kk },
						columns: ['row'],
						into: 'overlap'
					};
					const { rows } = await run([{ op: 'overlap-join', params }], here, { tables: { t: await rangeTable(b) } });
					const want = joined(a, meets, matches, 'left').map((row) => {
						const [, s, e, at] = row;
						const other = typeof at === 'number' ? b[at] : undefined;
						return [
							...row,
							other ? Math.min(Number(e), Number(other[2])) - Math.max(Number(s), Number(other[1])) : null
						];
					});
					expect(cells(rows)).toEqual(want);
				}
			),
			{ numRuns: 50 }
		);
	});
});

describe('look-ups', () => {
	const figure = {
		first: (v: number[]) => v[0],
		last: (v: number[]) => v.at(-1),
		count: (v: number[]) => v.length,
		sum: (v: number[]) => (v.length === 0 ? undefined : v.reduce((a, b) => a + b, 0)),
		maximum: (v: number[]) => (v.length === 0 ? undefined : Math.max(...v))
	};
	it('bring one value a row, or the default, and mark what is found', async () => {
		await fc.assert(
			fc.asyncProperty(
				pairs,
				pairs,
				fc.constantFrom(...(Object.keys(figure) as (keyof typeof figure)[])),
				async (a, b, take) => {
					const partners = (p: Maybe<string>) => (p === null ? [] : b.filter(([q]) => q === p));
					const found = await both(
						{ op: 'look-up', params: { keys: { [k]: kk }, columns: [y], take, default: -7 } },
						a,
						b
					);
					expect(cells(found)).toEqual(
						a.map(([p, v]) => {
							const values = partners(p).flatMap(([, each]) => each ?? []);
							return [p, v, partners(p).length === 0 ? -7 : (figure[take](values) ?? -7)];
						})
					);
					const marked = await both({ op: 'mark-in-table', params: { keys: { [k]: kk }, show: 'count' } }, a, b);
					expect(cells(marked)).toEqual(a.map(([p, v]) => [p, v, partners(p).length]));
					const whether = await both({ op: 'mark-in-table', params: { keys: { [k]: kk }, name: x } }, a, b);
					expect(cells(whether)).toEqual(a.map(([p]) => [p, Number(partners(p).length > 0)]));
				}
			),
			many
		);
	});

	it('update what is there, or only what is missing, and add what is not', async () => {
		await fc.assert(
			fc.asyncProperty(pairs, pairs, fc.constantFrom('overwrite', 'fill'), fc.boolean(), async (a, b, how, add) => {
				const other = await table({ [kk]: 'VARCHAR', [x]: 'BIGINT' }, b);
				const params = { table: 't', keys: { [k]: kk }, how, add };
				const { rows } = await run([{ op: 'update-from-table', params }], await mine(a), { tables: { t: other } });
				const last = (p: Maybe<string>) => (p === null ? undefined : b.filter(([q]) => q === p).at(-1));
				const updated = a.map(([p, v]) => {
					const theirs = last(p)?.[1] ?? null;
					return [p, how === 'overwrite' ? (theirs ?? v) : (v ?? theirs)];
				});
				// of rows without a key the last alone is added, as of any key
				const added = b.filter(
					([q], i) => !b.slice(i + 1).some(([later]) => later === q) && (q === null || !a.some(([p]) => p === q))
				);
				expect(cells(rows)).toEqual(add ? [...updated, ...added] : updated);
			}),
			many
		);
	});
});
