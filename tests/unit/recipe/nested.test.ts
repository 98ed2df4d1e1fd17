import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TableSchema } from '$lib/core/table/schema';
import { ask, run, table, type Row } from './native';
import { deviation, mean, median, oddName, oddValues, quantile, sum } from './definition';

type Maybe<T> = T | null;
type List = Maybe<readonly Maybe<string | number>[]>;

const numberLists: List[] = [[3, 1, 3, null, 2], [], null, [null], [5, -1.5, 5], [7]];
const textLists: List[] = [['b', 'a', 'b', null], [], null, [null], [...oddValues], ["it's"]];
const a = `numbers ${oddName}`;
const t = `texts ${oddName}`;

const sqlList = (list: List): string =>
	list === null
		? 'NULL'
		: `[${list.map((e) => (e === null ? 'NULL' : typeof e === 'number' ? String(e) : `'${e.replaceAll("'", "''")}'`)).join(', ')}]`;

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
let made = 0;
interface Source {
	readonly schema: TableSchema;
	readonly source: string;
}
async function listTable(columns: Readonly<Record<string, { type: string; lists: readonly List[] }>>): Promise<Source> {
	const name = `"lists ${++made}"`;
	const entries = Object.entries(columns);
	await ask(`CREATE TABLE ${name} (${entries.map(([column, { type }]) => `${quoted(column)} ${type}`).join(', ')})`);
	const rows = entries[0]?.[1].lists.map(
		(_, i) => `(${entries.map(([, { lists }]) => sqlList(lists[i] ?? null)).join(', ')})`
	);
	await ask(`INSERT INTO ${name} VALUES ${rows?.join(', ')}`);
	return { source: name, schema: entries.map(([column, { type }]) => ({ name: column, type, kind: 'list' as const })) };
}
const lists = await listTable({
	[a]: { type: 'DOUBLE[]', lists: numberLists },
	[t]: { type: 'VARCHAR[]', lists: textLists }
});

/** A list as JSON, so that it can be compared whatever its texts hold. */
async function readLists(sql: string, column: string): Promise<(List | string)[]> {
	const rows = await ask(
		`SELECT CASE WHEN x IS NULL THEN 'null' ELSE '[' || coalesce(array_to_string(list_transform(x, lambda e: coalesce(CASE WHEN typeof(e) = 'VARCHAR' THEN '"' || hex(e::VARCHAR) || '"' ELSE e::VARCHAR END, 'null')), ','), '') || ']' END AS j FROM (SELECT ${quoted(column)} AS x FROM (${sql}))`
	);
	return rows.map(({ j }) => {
		const read: unknown = JSON.parse(String(j));
		if (!Array.isArray(read)) return null;
		return read.map((e: unknown) =>
			typeof e === 'string' ? Buffer.from(e, 'hex').toString('utf8') : e === null ? null : Number(e)
		);
	});
}
const one = async (op: string, params: Record<string, unknown>, column: string, source = lists) =>
	(await run([{ op, params }], source)).rows.map((row) => row[column] ?? null);
const ofLists = async (op: string, params: Record<string, unknown>, column: string, source = lists) =>
	readLists((await run([{ op, params }], source)).sql, column);

const present = (list: readonly Maybe<string | number>[]) => list.filter((e) => e !== null);
const numbers = (list: readonly Maybe<string | number>[]) => present(list).map(Number);
const each = <T>(of: readonly List[], f: (list: readonly Maybe<string | number>[]) => T) =>
	of.map((list) => (list === null ? null : f(list)));
const some = (f: (x: readonly number[]) => number) => (list: readonly Maybe<string | number>[]) =>
	numbers(list).length === 0 ? null : f(numbers(list));

describe('figures of a list', () => {
	it.each([
		['list-sum', sum],
		['list-mean', mean],
		['list-median', median],
		['list-deviation', deviation],
		['list-minimum', (x: readonly number[]) => Math.min(...x)],
		['list-maximum', (x: readonly number[]) => Math.max(...x)],
		['list-range', (x: readonly number[]) => Math.max(...x) - Math.min(...x)],
		['list-product', (x: readonly number[]) => x.reduce((p, e) => p * e, 1)],
		['list-quantile', (x: readonly number[]) => quantile(x, 0.9)],
		[
			'list-mode',
			(x: readonly number[]) => {
				const count = (e: number) => x.filter((other) => other === e).length;
				return [...x].sort((p, q) => count(q) - count(p) || p - q)[0] ?? NaN;
			}
		]
	] as const)('%s', async (op, f) => {
		const found = await one(op, { columns: [a], suffix: ' made' }, `${a} made`);
		each(numberLists, some(f)).forEach((want, i) =>
			want === null ? expect(found[i]).toBeNull() : expect(found[i]).toBeCloseTo(want, 9)
		);
	});

	it('counts elements, different ones, and those that are a value', async () => {
		expect(await one('list-length', { columns: [t] }, `${t}_length`)).toEqual(each(textLists, (x) => x.length));
		expect(await one('list-distinct-count', { columns: [t] }, `${t}_distinct`)).toEqual(
			each(textLists, (x) => new Set(present(x)).size)
		);
		for (const value of ['b', "it's", 'nowhere', undefined]) {
			const params = { columns: [t], ...(value !== undefined && { value }) };
			const is = (e: Maybe<string | number>) => e === (value ?? null);
			expect(await one('list-count-element', params, `${t}_count`)).toEqual(
				each(textLists, (x) => x.filter(is).length)
			);
			expect(await one('list-contains', params, `${t}_contains`)).toEqual(each(textLists, (x) => Number(x.some(is))));
			expect(await one('list-position', params, `${t}_position`)).toEqual(
				each(textLists, (x) => (x.some(is) ? x.findIndex(is) + 1 : null))
			);
			expect(await ofLists('list-remove-element', params, t)).toEqual(each(textLists, (x) => x.filter((e) => !is(e))));
		}
	});

	it('takes elements', async () => {
		expect(await one('list-first', { columns: [t] }, `${t}_first`)).toEqual(each(textLists, (x) => x[0] ?? null));
		expect(await one('list-last', { columns: [t] }, `${t}_last`)).toEqual(each(textLists, (x) => x.at(-1) ?? null));
		for (const place of [1, 2, -2, 9])
			expect(await one('list-element-at', { columns: [a], place }, `${a}_element`)).toEqual(
				each(numberLists, (x) => x.at(place > 0 ? place - 1 : place) ?? null)
			);
	});
});

describe('lists of lists', () => {
	const unique = (x: readonly Maybe<string | number>[]) => [...new Set(present(x))];
	it.each([
		['list-distinct', {}, unique],
		['list-reverse', {}, (x: readonly Maybe<string | number>[]) => [...x].reverse()],
		['list-drop-missing', {}, present],
		['list-slice', { from: 2, to: 3 }, (x: readonly Maybe<string | number>[]) => x.slice(1, 3)],
		['list-slice', { from: -2 }, (x: readonly Maybe<string | number>[]) => x.slice(-2)],
		['list-add-element', { value: "q'", at: 'start' }, (x: readonly Maybe<string | number>[]) => ["q'", ...x]],
		['list-add-element', {}, (x: readonly Maybe<string | number>[]) => [...x, null]],
		['list-fill-missing', { value: "it's" }, (x: readonly Maybe<string | number>[]) => x.map((e) => e ?? "it's")],
		[
			'list-filter',
			{ compare: 'contains', value: "'" },
			(x: readonly Maybe<string | number>[]) => present(x).filter((e) => String(e).includes("'"))
		],
		[
			'list-filter',
			{ compare: 'not-equal', value: 'b' },
			(x: readonly Maybe<string | number>[]) => present(x).filter((e) => e !== 'b')
		],
		[
			'list-sort',
			{ direction: 'descending' },
			(x: readonly Maybe<string | number>[]) => [
				...present(x).sort((p, q) => Buffer.compare(Buffer.from(String(q)), Buffer.from(String(p)))),
				...x.filter((e) => e === null)
			]
		]
	] as const)('%s %j', async (op, params, f) => {
		expect(await ofLists(op, { columns: [t], ...params }, t)).toEqual(each(textLists, f));
	});

	it('keeps numbers that compare, and converts elements', async () => {
		expect(await ofLists('list-filter', { columns: [a], compare: 'at-least', value: 3 }, a)).toEqual(
			each(numberLists, (x) => numbers(x).filter((e) => e >= 3))
		);
		const texts = await listTable({ x: { type: 'VARCHAR[]', lists: [['1', 'x', null, '-2.5'], null] } });
		expect(await ofLists('list-convert', { columns: ['x'], type: 'DOUBLE' }, 'x', texts)).toEqual([
			[1, null, null, -2.5],
			null
		]);
		await expect(one('list-filter', { columns: [a], compare: 'contains' }, a)).rejects.toThrow('table/column-kind');
		await expect(one('list-sum', { columns: [t] }, t)).rejects.toThrow('table/column-kind');
	});

	it('flattens, joins and splits', async () => {
		expect(await one('join-list', { columns: [t], delimiter: "'|" }, `${t}_text`)).toEqual(
			each(textLists, (x) => present(x).join("'|"))
		);
		await ask(`CREATE TABLE inner_lists AS SELECT [[1, 2], NULL, [], [3]]::BIGINT[][] AS x UNION ALL SELECT NULL`);
		const source = { source: 'inner_lists', schema: [{ name: 'x', type: 'BIGINT[][]', kind: 'list' as const }] };
		expect(await ofLists('list-flatten', { columns: ['x'] }, 'x', source)).toEqual([[1, 2, 3], null]);
		await expect(one('list-flatten', { columns: [a] }, a)).rejects.toThrow('table/column-kind');
	});
});

describe('two lists', () => {
	const element = fc.option(fc.constantFrom('a', "it's", '東京', '"q"'));
	const list = fc.option(fc.array(element, { maxLength: 5 }));
	const set = (x: readonly Maybe<string | number>[]) => [...new Set(present(x))];
	it('are united, intersected, subtracted and compared as sets', async () => {
		await fc.assert(
			fc.asyncProperty(fc.array(fc.tuple(list, list), { minLength: 1, maxLength: 6 }), async (pairs) => {
				const source = await listTable({
					[a]: { type: 'VARCHAR[]', lists: pairs.map(([x]) => x) },
					[t]: { type: 'VARCHAR[]', lists: pairs.map(([, y]) => y) }
				});
				const params = { column: a, other: t, name: "made '" };
				const want = <T>(f: (x: (string | number)[], y: (string | number)[]) => T) =>
					pairs.map(([x, y]) => (x === null || y === null ? null : f(set(x), set(y))));
				const found = (op: string) => ofLists(op, params, "made '", source);
				expect(await found('list-union')).toEqual(want((x, y) => [...new Set([...x, ...y])]));
				expect(await found('list-intersection')).toEqual(want((x, y) => x.filter((e) => y.includes(e))));
				expect(await found('list-difference')).toEqual(want((x, y) => x.filter((e) => !y.includes(e))));
				expect(await found('list-concatenate')).toEqual(
					pairs.map(([x, y]) => (x === null || y === null ? null : [...x, ...y]))
				);
				const single = (op: string) => one(op, params, "made '", source);
				expect(await single('list-has-any')).toEqual(want((x, y) => Number(x.some((e) => y.includes(e)))));
				expect(await single('list-has-all')).toEqual(want((x, y) => Number(y.every((e) => x.includes(e)))));
				expect(await single('list-overlap')).toEqual(
					want((x, y) => {
						const all = new Set([...x, ...y]).size;
						return all === 0 ? 1 : x.filter((e) => y.includes(e)).length / all;
					})
				);
			}),
			{ numRuns: 15 }
		);
	});

	it('of two types of number become numbers, of number and text are refused', async () => {
		const source = await listTable({
			x: { type: 'BIGINT[]', lists: [[1, 2]] },
			y: { type: 'DOUBLE[]', lists: [[2.5]] },
			z: { type: 'VARCHAR[]', lists: [['a']] }
		});
		expect(await ofLists('list-union', { column: 'x', other: 'y' }, 'union', source)).toEqual([[1, 2, 2.5]]);
		await expect(one('list-union', { column: 'x', other: 'z' }, 'union', source)).rejects.toThrow('table/column-kind');
	});
});

describe('rows and columns from lists', () => {
	const values = (rows: readonly Row[]) => rows.map((row) => Object.values(row));
	it('explodes with places, keeping or dropping rows without elements', async () => {
		const { rows } = await run(
			[
				{ op: 'add-row-number', params: { name: 'n' } },
				{ op: 'drop-columns', params: { columns: [a] } },
				{ op: 'explode-list', params: { column: t, position: "at '" } }
			],
			lists
		);
		const wanted = textLists.flatMap((list, i) =>
			list === null || list.length === 0 ? [[null, i + 1, null]] : list.map((e, j) => [e, i + 1, j + 1])
		);
		expect(rows.map((row) => [row[t], row['n'], row["at '"]])).toEqual(wanted);
		const dropped = await run([{ op: 'explode-list', params: { column: t, empty: 'drop' } }], lists);
		expect(dropped.rows.map((row) => row[t])).toEqual(textLists.flatMap((list) => list ?? []));
	});

	it('explodes several lists together', async () => {
		const { rows } = await run([{ op: 'explode-together', params: { columns: [a, t] } }], lists);
		const wanted = numberLists.flatMap((list, i) => {
			const other = textLists[i] ?? [];
			const length = Math.max(1, list?.length ?? 0, other.length);
			return Array.from({ length }, (_, j) => [list?.[j] ?? null, other[j] ?? null]);
		});
		expect(values(rows)).toEqual(wanted);
	});

	it('spreads a list over as many columns as the longest it learned from has', async () => {
		const { rows, schema, recipe } = await run([{ op: 'list-to-columns', params: { column: a } }], lists);
		expect(schema.map(({ name }) => name)).toEqual([t, ...[1, 2, 3, 4, 5].map((i) => `${a}_${i}`)]);
		expect(rows.map((row) => row[`${a}_2`])).toEqual(numberLists.map((list) => list?.[1] ?? null));
		const longer = await listTable({
			[a]: { type: 'DOUBLE[]', lists: [[1, 2, 3, 4, 5, 6]] },
			[t]: { type: 'VARCHAR[]', lists: [null] }
		});
		const again = await run(recipe.steps, longer);
		expect(again.schema.map(({ name }) => name)).toEqual(schema.map(({ name }) => name));
	});
});

describe('structures', () => {
	it('are built, zipped and flattened under any names', async () => {
		const source = await table({ [oddName]: 'BIGINT', b: 'VARCHAR' }, [
			[1, "it's"],
			[null, null]
		]);
		const { rows, schema } = await run(
			[
				{ op: 'build-struct', params: { columns: [oddName, 'b'], name: 's', keep: false } },
				{ op: 'flatten-struct', params: { column: 's' } }
			],
			source
		);
		expect(schema.map(({ name, type }) => [name, type])).toEqual([
			[`s_${oddName}`, 'BIGINT'],
			['s_b', 'VARCHAR']
		]);
		expect(rows.map((row) => Object.values(row))).toEqual([
			[1, "it's"],
			[null, null]
		]);
		const zipped = await run(
			[
				{ op: 'list-zip', params: { columns: [a, t], name: 'z' } },
				{ op: 'explode-list', params: { column: 'z', empty: 'drop' } },
				{ op: 'flatten-struct', params: { column: 'z', keys: [t] } }
			],
			lists
		);
		expect(zipped.rows.map((row) => row[`z_${t}`])).toEqual(
			numberLists.flatMap((list, i) => {
				const other = textLists[i] ?? [];
				return Array.from({ length: Math.max(list?.length ?? 0, other.length) }, (_, j) => other[j] ?? null);
			})
		);
		await expect(run([{ op: 'flatten-struct', params: { column: 'b' } }], source)).rejects.toThrow('table/column-kind');
	});

	it('and lists are built of columns', async () => {
		const source = await table({ x: 'BIGINT', y: 'DOUBLE', z: 'VARCHAR' }, [[1, 2.5, "it's"]]);
		expect(await ofLists('build-list', { columns: ['x', 'y'], name: 'l' }, 'l', source)).toEqual([[1, 2.5]]);
		expect(await ofLists('build-list', { columns: ['x', 'z'], name: 'l' }, 'l', source)).toEqual([['1', "it's"]]);
	});
});

describe('JSON held as text', () => {
	const key = fc.constantFrom('a', "it's", 'q"', '東京', 'back\\slash', 'a.b', '😀');
	const text = fc.oneof(
		fc.string(),
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('{', '},"', '\\u0041', '\n\t', '[1,2]')
	);
	const leaf = fc.oneof(
		text,
		fc.integer(),
		fc.double({ noNaN: true, noDefaultInfinity: true }),
		fc.boolean(),
		fc.constant(null)
	);
	const value = fc.oneof(leaf, fc.array(leaf, { maxLength: 3 }), fc.dictionary(key, leaf, { maxKeys: 3 }));
	const object = fc.dictionary(key, value, { maxKeys: 4 });
	const shown = (x: unknown) => (x === null || x === undefined ? null : typeof x === 'string' ? x : JSON.stringify(x));
	const clean = (x: unknown) => !JSON.stringify(x).includes('\\u0000') && !/\\ud[89a-f]/i.test(JSON.stringify(x));

	it('gives its keys, members and elements as JSON.parse does', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(object.filter(clean), { minLength: 1, maxLength: 6 }),
				fc.nat(2),
				async (objects, indent) => {
					const source = await table(
						{ [oddName]: 'VARCHAR' },
						objects.map((each) => [JSON.stringify(each, null, indent)])
					);
					expect(await ofLists('json-keys', { columns: [oddName], suffix: ' k' }, `${oddName} k`, source)).toEqual(
						objects.map((each) => Object.keys(each))
					);
					const steps = ["it's", '["q\\""]', '["a.b"]', '東京.a', 'a[1]', '["back\\\\slash"]'];
					const at = (each: Record<string, unknown>): unknown[] => [
						each["it's"],
						each['q"'],
						each['a.b'],
						new Map(Object.entries(Object(each['東京']))).get('a'),
						Array.isArray(each['a']) ? each['a'][1] : undefined,
						each['back\\slash']
					];
					for (const [i, path] of steps.entries()) {
						const found = await one('json-value', { column: oddName, path, name: 'v' }, 'v', source);
						objects.forEach((each, row) => {
							const want = at(each)[i];
							// an array has places, not the key 'a'; numbers keep the digits they were written with
							if (i === 3 && (Array.isArray(each['東京']) || typeof each['東京'] === 'string')) return;
							const got = found[row] ?? null;
							if (typeof want === 'object' && want !== null) expect(JSON.parse(String(got))).toEqual(want);
							else expect(got).toBe(shown(want));
						});
					}
				}
			),
			{ numRuns: 25 }
		);
	}, 60_000);

	it('reads every escape', async () => {
		const written = String.raw`["\u0041\u00e9\u6771", "\ud83d\ude00", "\"\\\/\b\f\n\r\t", "\ud83d", "", null, 1e3, {"a": [1, "]"]}]`;
		const source = await table({ x: 'VARCHAR' }, [
			[written],
			['[1, 2'],
			['{}'],
			['[] []'],
			['[]'],
			[null],
			['"[1]"'],
			['[1] x']
		]);
		expect(await ofLists('json-list', { columns: ['x'] }, 'x', source)).toEqual([
			['Aé東', '😀', '"\\/\b\f\n\r\t', '\uFFFD', '', null, '1e3', '{"a":[1,"]"]}'],
			null,
			null,
			null,
			[],
			null,
			null,
			null
		]);
		expect(await ofLists('json-list', { columns: ['x'], elements: 'DOUBLE' }, 'x', source)).toEqual([
			[null, null, null, null, null, null, 1000, null],
			null,
			null,
			null,
			[],
			null,
			null,
			null
		]);
	});

	it('unnests objects into columns whose keys and types are learned', async () => {
		const source = await table({ id: 'BIGINT', j: 'VARCHAR' }, [
			[1, '{"n": 1, "x": 1.5, "ok": true, "it\'s": "a", "o": {"k": [1]}}'],
			[2, '{"n": 22, "x": 2, "ok": false, "it\'s": null, "new": "z", "n": 3}'],
			[3, 'nothing'],
			[4, null]
		]);
		const { rows, schema, recipe } = await run([{ op: 'unnest-json', params: { column: 'j' } }], source);
		expect(schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
			'id BIGINT',
			'j_n BIGINT',
			'j_x DOUBLE',
			'j_ok BOOLEAN',
			"j_it's VARCHAR",
			'j_o VARCHAR',
			'j_new VARCHAR'
		]);
		expect(rows.map((row) => Object.values(row))).toEqual([
			[1, 1, 1.5, 1, 'a', '{"k":[1]}', null],
			[2, 3, 2, 0, null, null, 'z'],
			[3, null, null, null, null, null, null],
			[4, null, null, null, null, null, null]
		]);
		const other = await table({ id: 'BIGINT', j: 'VARCHAR' }, [[5, '{"n": "seven", "unseen": 1}']]);
		const again = await run(recipe.steps, other);
		expect(again.schema).toEqual(schema);
		expect(Object.values(again.rows[0] ?? {})).toEqual([5, null, null, null, null, null, null]);
		const asked = await run([{ op: 'unnest-json', params: { column: 'j', keys: ["it's", 'o'], keep: true } }], source);
		expect(asked.schema.map(({ name }) => name)).toEqual(['id', 'j', "j_it's", 'j_o']);
	});

	it('writes columns as JSON that JSON.parse reads', async () => {
		const types = { [oddName]: 'VARCHAR', n: 'DOUBLE', ok: 'BOOLEAN', d: 'DATE' };
		const source = await table(types, [
			['quote " back \\ line \n bell \u0007', 1.5, true, '2024-02-29'],
			[null, Infinity, null, null]
		]);
		const steps = [
			{ op: 'build-list', params: { columns: [oddName, 'n'], name: 'l' } },
			{ op: 'build-struct', params: { columns: ['n', 'ok'], name: 's' } }
		];
		const all = { columns: [oddName, 'n', 'ok', 'd', 'l', 's'] };
		const { rows } = await run([...steps, { op: 'to-json', params: all }], source);
		const read = rows.map((row): unknown => JSON.parse(String(row['json'])));
		const text = 'quote " back \\ line \n bell \u0007';
		expect(read).toEqual([
			{ [oddName]: text, n: 1.5, ok: true, d: '2024-02-29', l: [text, '1.5'], s: { n: 1.5, ok: true } },
			{ [oddName]: null, n: null, ok: null, d: null, l: [null, 'inf'], s: { n: null, ok: null } }
		]);
		const omitted = await run([{ op: 'to-json', params: { columns: [oddName, 'n'], missing: 'omit' } }], source);
		expect(omitted.rows.map((row): unknown => JSON.parse(String(row['json'])))).toEqual([
			{ [oddName]: text, n: 1.5 },
			{}
		]);
	});
});
