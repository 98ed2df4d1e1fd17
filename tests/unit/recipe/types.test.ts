import { describe, expect, it } from 'vitest';
import { run, table, type Row } from './native';
import { expectTexts, oddName } from './text-cases';

/** Expectations are written by hand from what the words mean, or are JavaScript's own conversion. */
const cells = (rows: readonly Row[], name: string) => rows.map((row) => row[name]);

describe('reading text', () => {
	it.each<[string, Record<string, unknown>, readonly (readonly [string, string | number | null])[]]>([
		[
			'parse-number',
			{},
			[
				['1,234.5', 1234.5],
				['$ -3', -3],
				['¥1,000', 1000],
				['1000円', 1000],
				['5 %', 0.05],
				['(1,200)', -1200],
				['7-', -7],
				['▲12', -12],
				['△3.5', -3.5],
				['１２，３４５．６', 12345.6],
				['1 000', 1000],
				["1'000", 1000],
				['USD 5', 5],
				['1e3', 1000],
				['.5', 0.5],
				['', null],
				['abc', null],
				['1.2.3', null],
				['1e999', null],
				['--1', null],
				['12px', null]
			]
		],
		[
			'parse-number',
			{ decimal: 'comma' },
			[
				['1.234,5', 1234.5],
				['3,5 €', 3.5],
				['1.000', 1000],
				['2', 2]
			]
		],
		[
			'parse-whole-number',
			{},
			[
				['1,234', 1234],
				['-7', -7],
				['1.5', null],
				['1.0', 1],
				['１２', 12],
				['9e99', null],
				['', null]
			]
		],
		[
			'parse-japanese-number',
			{},
			[
				['1億2,345万6千円', 123456000],
				['３万', 30000],
				['1.5億', 150000000],
				['-2千', -2000],
				['500', 500],
				['2兆', 2e12],
				['一万', null],
				['円', null],
				['', null]
			]
		],
		[
			'parse-boolean',
			{},
			[
				['Yes', 1],
				[' no ', 0],
				['はい', 1],
				['いいえ', 0],
				['1', 1],
				['0', 0],
				['OFF', 0],
				['maybe', null],
				['', null]
			]
		],
		[
			'parse-time',
			{},
			[
				['9:30', 34200],
				['21:05:10', 75910],
				['9:30 pm', 77400],
				['12:00 AM', 0],
				['25:00', null],
				['', null]
			]
		],
		[
			'parse-duration',
			{},
			[
				['1h 30m', 5400],
				['2 days 4 hours', 187200],
				['90s', 90],
				['1:30:00', 5400],
				['5:30', 330],
				['2時間30分', 9000],
				['1.5 h', 5400],
				['250ms', 0.25],
				['1 week', 604800],
				['h', null],
				['soon', null],
				['', null]
			]
		],
		[
			'parse-size',
			{},
			[
				['10 kB', 10000],
				['1.5 GiB', 1.5 * 2 ** 30],
				['512', 512],
				['3 bytes', 3],
				['2M', 2e6],
				['1 XB', null],
				['', null]
			]
		]
	])('%s %j', async (op, params, pairs) => {
		const source = await table({ [oddName]: 'VARCHAR' }, [...pairs.map(([text]) => [text]), [null]]);
		const { rows } = await run([{ op, params: { columns: [oddName], ...params } }], source);
		pairs.forEach(([text, wanted], i) => {
			const found = rows[i]?.[oddName];
			if (typeof wanted === 'number') expect(found, text).toBeCloseTo(wanted, 9);
			else expect(found, text).toBe(wanted);
		});
		expect(rows.at(-1)?.[oddName]).toBeNull();
		const empty = await run([{ op, params: { columns: ['t'], ...params } }], await table({ t: 'VARCHAR' }, []));
		expect(empty.rows).toEqual([]);
	});

	const at = (text: string) => Date.parse(`${text}Z`);
	it.each<[string, Record<string, unknown>, readonly (readonly [string, number | null])[]]>([
		[
			'parse-date',
			{},
			[
				['2024-01-31', at('2024-01-31T00:00')],
				['2024/1/5', at('2024-01-05T00:00')],
				['2024年12月5日', at('2024-12-05T00:00')],
				['5 Jan 1968', at('1968-01-05T00:00')],
				['March 3, 2020', at('2020-03-03T00:00')],
				['2024-02-30', null],
				['soon', null],
				['', null]
			]
		],
		[
			'parse-date',
			{ formats: ['%d/%m/%y', '%Y'], pivot: 30 },
			[
				['05/01/30', at('2030-01-05T00:00')],
				['05/01/31', at('1931-01-05T00:00')],
				['29/02/00', at('2000-02-29T00:00')],
				['05/01/75', at('1975-01-05T00:00')],
				['1999', at('1999-01-01T00:00')],
				['1/2/3/4', null]
			]
		],
		[
			'parse-datetime',
			{},
			[
				['2024-01-31 12:30', at('2024-01-31T12:30')],
				['2024-01-31T12:30:05.250', at('2024-01-31T12:30:05.250')],
				['2024/1/5 3:04 PM', at('2024-01-05T15:04')],
				['2024-01-31', at('2024-01-31T00:00')],
				['noon', null]
			]
		]
	])('%s %j', async (op, params, pairs) => {
		const source = await table({ [oddName]: 'VARCHAR' }, [...pairs.map(([text]) => [text]), [null]]);
		const { rows } = await run([{ op, params: { columns: [oddName], ...params } }], source);
		expect(cells(rows, oddName)).toEqual([...pairs.map(([, moment]) => moment), null]);
	});

	it('refuses a format that strptime does not read', async () => {
		const source = await table({ t: 'VARCHAR' }, [['a']]);
		await expect(run([{ op: 'parse-date', params: { columns: ['t'], formats: ['%Q'] } }], source)).rejects.toThrow(
			'recipe/params-invalid'
		);
	});

	it('reads with a suffix and keeps the text', async () => {
		await expectTexts('parse-number', {}, (text) => (text.trim() === '' ? null : Number(text)), ['1', '2.5', '-7', '']);
	});
});

describe('Unix time, and numbers as text', () => {
	const moments = [0, 1_700_000_000.5, -1, null];

	it.each([
		['seconds', 1],
		['milliseconds', 1e3],
		['microseconds', 1e6],
		['nanoseconds', 1e9]
	] as const)('%s', async (unit, per) => {
		const source = await table(
			{ t: 'DOUBLE' },
			moments.map((s) => [s === null ? null : s * per])
		);
		const there = { op: 'unix-to-timestamp', params: { columns: ['t'], unit } };
		expect(cells((await run([there], source)).rows, 't')).toEqual(moments.map((s) => (s === null ? null : s * 1000)));
	});

	it('is missing beyond the calendar', async () => {
		const source = await table({ t: 'DOUBLE' }, [[1e300], [9.3e12]]);
		expect(cells((await run([{ op: 'unix-to-timestamp', params: { columns: ['t'] } }], source)).rows, 't')).toEqual([
			null,
			null
		]);
	});

	it('writes numbers', async () => {
		const source = await table({ n: 'DOUBLE' }, [[1234567.891], [null], [-0.5]]);
		const { rows } = await run(
			[{ op: 'format-number', params: { columns: ['n'], before: "'$", after: '円' } }],
			source
		);
		expect(cells(rows, 'n')).toEqual(["'$1,234,567.89円", null, "'$-0.50円"]);
	});
});

describe('finding types', () => {
	const types = {
		i: 'VARCHAR',
		d: 'VARCHAR',
		b: 'VARCHAR',
		day: 'VARCHAR',
		at: 'VARCHAR',
		zip: 'VARCHAR',
		t: 'VARCHAR',
		none: 'VARCHAR'
	};
	const given = [
		['1', '1.5', 'true', '2024-01-31', '2024-01-31 10:00', '01234', 'x', null],
		['-2', '1e3', 'FALSE', '2024-02-29', '2024-01-31', '99999', '1', null],
		[null, null, null, null, null, null, null, null]
	] as const;

	it('takes the narrowest that all values fit, and keeps it for other tables', async () => {
		const first = await run([{ op: 'infer-types' }], await table(types, given));
		expect(first.schema.map(({ type }) => type)).toEqual([
			'BIGINT',
			'DOUBLE',
			'BOOLEAN',
			'DATE',
			'TIMESTAMP',
			'VARCHAR',
			'VARCHAR',
			'VARCHAR'
		]);
		expect(cells(first.rows, 'd')).toEqual([1.5, 1000, null]);
		const other = await table(types, [['x', '2', 'no', '2024-02-30', '2024-01-01T00:00:01', 'a', 'b', 'c']]);
		const { rows } = await run(first.recipe.steps, other);
		expect(rows).toEqual([
			{ i: null, d: 2, b: 0, day: null, at: Date.UTC(2024, 0, 1, 0, 0, 1), zip: 'a', t: 'b', none: 'c' }
		]);
	});

	it('leaves an empty table as it is', async () => {
		const { schema } = await run([{ op: 'infer-types' }], await table(types, []));
		expect(new Set(schema.map(({ type }) => type))).toEqual(new Set(['VARCHAR']));
	});
});
