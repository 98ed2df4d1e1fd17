import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { run, table, type Row } from './native';

const odd = `it's "q" 東京`;
const source = await table({ a: 'BIGINT', [odd]: 'VARCHAR', c: 'DOUBLE', d: 'BOOLEAN', e: 'DATE' }, [
	[1, 'x|y', 1.5, true, '2024-01-31'],
	[2, null, 2.5, null, null],
	[null, null, null, false, '2024-02-01'],
	[4, '', 4.5, true, null]
]);
const names = async (op: string, params: Record<string, unknown>) =>
	(await run([{ op, params }], source)).schema.map(({ name }) => name);
const cells = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

describe('places and names', () => {
	it.each<[string, Record<string, unknown>, readonly string[]]>([
		['move-to-start', { column: 'c' }, ['c', 'a', odd, 'd', 'e']],
		['move-to-end', { column: 'a' }, [odd, 'c', 'd', 'e', 'a']],
		['move-before', { column: 'e', other: odd }, ['a', 'e', odd, 'c', 'd']],
		['move-before', { column: 'c', other: 'c' }, ['a', odd, 'c', 'd', 'e']],
		['move-after', { column: 'a', other: 'd' }, [odd, 'c', 'd', 'a', 'e']],
		['move-after', { column: 'e', other: 'e' }, ['a', odd, 'c', 'd', 'e']],
		['move-to-index', { column: 'a', place: 3 }, [odd, 'c', 'a', 'd', 'e']],
		['move-to-index', { column: 'a', place: 99 }, [odd, 'c', 'd', 'e', 'a']],
		['swap-columns', { column: 'a', other: 'd' }, ['d', odd, 'c', 'a', 'e']],
		['sort-columns', {}, ['a', 'c', 'd', 'e', odd]],
		['sort-columns', { direction: 'descending' }, [odd, 'e', 'd', 'c', 'a']],
		['select-by-type', { types: ['number', 'boolean'] }, ['a', 'c', 'd']],
		['select-by-type', { types: ['date'], also: [odd] }, [odd, 'e']],
		['select-by-name', { text: '"q"' }, [odd]],
		['select-by-name', { text: 'a', where: 'starts', act: 'drop' }, [odd, 'c', 'd', 'e']],
		['add-name-prefix', { columns: ['a', odd], text: '"' }, ['"a', `"${odd}`, 'c', 'd', 'e']],
		['add-name-suffix', { columns: ['e'], text: '!' }, ['a', odd, 'c', 'd', 'e!']],
		['replace-in-names', { text: ' ', to: '_' }, ['a', `it's_"q"_東京`, 'c', 'd', 'e']],
		['clean-column-names', {}, ['a', 'it_s_q_東京', 'c', 'd', 'e']]
	])('%s %j', async (op, params, wanted) => {
		expect(await names(op, params)).toEqual(wanted);
	});

	it('cleans names and keeps them apart', async () => {
		const messy = await table(
			{ 'Total Sales (¥)': 'BIGINT', total_sales: 'BIGINT', HTTPStatus: 'BIGINT', Été: 'BIGINT', '%': 'BIGINT' },
			[]
		);
		const { schema } = await run([{ op: 'clean-column-names' }], messy);
		expect(schema.map(({ name }) => name)).toEqual(['total_sales', 'total_sales_2', 'http_status', 'ete', 'column']);
	});

	it('refuses a column that is not there', async () => {
		await expect(names('move-after', { column: 'a', other: 'nope' })).rejects.toThrow('recipe/column-missing');
	});
});

describe('new columns', () => {
	it('copies, numbers and fills', async () => {
		const { rows, schema } = await run(
			[
				{ op: 'duplicate-column', params: { column: odd, name: 'copy' } },
				{ op: 'add-row-number', params: { start: 10, name: 'n' } },
				{ op: 'add-constant-column', params: { name: 'k', value: "o'k" } },
				{ op: 'add-constant-column', params: { name: 'none' } }
			],
			source
		);
		expect(cells(rows, 'copy')).toEqual(['x|y', null, null, '']);
		expect(cells(rows, 'n')).toEqual([10, 11, 12, 13]);
		expect(cells(rows, 'k')).toEqual(Array(4).fill("o'k"));
		expect(cells(rows, 'none')).toEqual(Array(4).fill(null));
		expect(schema.slice(-4).map(({ type }) => type)).toEqual(['VARCHAR', 'BIGINT', 'VARCHAR', 'VARCHAR']);
	});

	it('combines and takes the first that is there', async () => {
		const { rows } = await run(
			[
				{ op: 'combine-columns', params: { columns: ['a', odd], separator: "'" } },
				{ op: 'combine-columns', params: { columns: ['a', odd], missing: 'missing', name: 'all' } },
				{ op: 'coalesce-columns', params: { columns: [odd, 'all'], name: 'first' } }
			],
			source
		);
		expect(cells(rows, 'combined')).toEqual(["1'x|y", '2', null, "4'"]);
		expect(cells(rows, 'all')).toEqual(['1 x|y', null, null, '4 ']);
		expect(cells(rows, 'first')).toEqual(['x|y', null, null, '']);
		await expect(run([{ op: 'coalesce-columns', params: { columns: ['a', odd] } }], source)).rejects.toThrow(
			'table/column-kind'
		);
	});

	it('makes keys that tell values, missing and separators apart', async () => {
		const { rows } = await run([{ op: 'add-row-key', params: { columns: ['a', odd] } }], source);
		const parts = [
			['=1', '=x\\|y'],
			['=2', '-'],
			['-', '-'],
			['=4', '=']
		];
		const keys = parts.map((part) => createHash('md5').update(part.join('|')).digest('hex'));
		expect(cells(rows, 'key')).toEqual(keys.map((key) => key.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')));
	});
});

const xs = Array.from({ length: 40 }, (_, i) => (i * 7919) % 41);
const given = await table(
	{ x: 'BIGINT', twin: 'BIGINT', line: 'DOUBLE', other: 'DOUBLE', one: 'VARCHAR', gaps: 'VARCHAR' },
	xs.map((x, i) => [x, x, x * -2 + (i % 2), (x * x * 31) % 17, 'same', i < 30 ? null : `v${i % 3}`])
);

describe('columns dropped by what was learned', () => {
	const dropped = async (op: string, params: Record<string, unknown> = {}, fitOn?: string) => {
		const { schema } = await run([{ op, params }], given, fitOn === undefined ? {} : { fitOn });
		return ['x', 'twin', 'line', 'other', 'one', 'gaps'].filter((name) => !schema.some((field) => field.name === name));
	};
	const correlation = (a: readonly number[], b: readonly number[]) => {
		const mean = (v: readonly number[]) => v.reduce((s, y) => s + y, 0) / v.length;
		const [ma, mb] = [mean(a), mean(b)];
		const sum = (f: (i: number) => number) => a.reduce((s, _, i) => s + f(i), 0);
		const [da, db] = [(i: number) => (a[i] ?? 0) - ma, (i: number) => (b[i] ?? 0) - mb];
		return sum((i) => da(i) * db(i)) / Math.sqrt(sum((i) => da(i) ** 2) * sum((i) => db(i) ** 2));
	};

	it('constant, missing, repeated', async () => {
		expect(await dropped('drop-constant')).toEqual(['one']);
		expect(await dropped('drop-mostly-missing')).toEqual(['gaps']);
		expect(await dropped('drop-mostly-missing', { share: 0.75 })).toEqual([]);
		expect(await dropped('drop-duplicate-columns')).toEqual(['twin']);
		expect(await dropped('drop-constant', {}, 'x = 0')).toEqual(['x', 'twin', 'line', 'other', 'one', 'gaps'].slice(1));
	});

	it('correlated beyond the threshold', async () => {
		const line = xs.map((x, i) => x * -2 + (i % 2));
		const other = xs.map((x) => (x * x * 31) % 17);
		expect(Math.abs(correlation(xs, line))).toBeGreaterThan(0.99);
		const weak = Math.abs(correlation(xs, other));
		expect(await dropped('drop-correlated')).toEqual(['twin', 'line']);
		expect(await dropped('drop-correlated', { threshold: weak - 1e-6 })).toEqual(['twin', 'line', 'other']);
		expect(await dropped('drop-correlated', { threshold: weak + 1e-6, columns: ['x', 'other'] })).toEqual([]);
	});

	it('keeps what it learned for another table', async () => {
		const first = await run([{ op: 'drop-constant' }], given);
		const another = await table(
			{ x: 'BIGINT', twin: 'BIGINT', line: 'DOUBLE', other: 'DOUBLE', one: 'VARCHAR', gaps: 'VARCHAR' },
			[
				[1, 1, 1, 1, 'a', 'b'],
				[1, 1, 1, 1, 'c', 'd']
			]
		);
		const { schema } = await run(first.recipe.steps, another);
		expect(schema.map(({ name }) => name)).toEqual(['x', 'twin', 'line', 'other', 'gaps']);
	});
});
