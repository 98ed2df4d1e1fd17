import { expect, it } from 'vitest';
import { run, table } from './native';

const odd = `it's "q" 東京`;
const source = await table({ [odd]: 'VARCHAR', n: 'BIGINT', f: 'DOUBLE', b: 'BOOLEAN' }, [
	["y'es", 1, 0.5, true],
	['no', 2, 1.5, false],
	['?', 3, -4, null],
	[null, null, null, true]
]);

it.each<[string, Record<string, unknown>, string, readonly unknown[]]>([
	[
		'map-values',
		{ columns: [odd], values: { "y'es": '"yes"', '?': 'unknown' } },
		odd,
		['"yes"', 'no', 'unknown', null]
	],
	['map-values', { columns: [odd], values: { no: 'n' }, others: 'missing' }, odd, [null, 'n', null, null]],
	['map-values', { columns: ['n'], values: { '1': '2', '2': '1', x: '9' } }, 'n', [2, 1, 3, null]],
	['map-values', { columns: ['b'], values: { true: 'false' } }, 'b', [0, 0, null, 0]],
	['replace-unlisted', { columns: [odd], values: ["y'es", 'no'], to: 'other' }, odd, ["y'es", 'no', 'other', null]],
	['replace-unlisted', { columns: ['n'], values: [1, '3'] }, 'n', [1, null, 3, null]],
	['swap-values', { columns: [odd], one: "y'es", other: 'no' }, odd, ['no', "y'es", '?', null]],
	['swap-values', { columns: ['n'], one: '1', other: '3' }, 'n', [3, 2, 1, null]],
	['set-where', { columns: ['f'], condition: 'n = 2', value: 7.25 }, 'f', [0.5, 7.25, -4, null]],
	['set-where', { columns: [odd], condition: 'n is missing', value: "it's" }, odd, ["y'es", 'no', '?', "it's"]],
	['missing-outside-range', { columns: ['f'], least: 0, most: 1 }, 'f', [0.5, null, null, null]],
	['missing-outside-range', { columns: ['n'], most: 2 }, 'n', [1, 2, null, null]]
])('%s %j', async (op, params, column, wanted) => {
	const { rows, schema } = await run([{ op, params }], source);
	expect(rows.map((row) => row[column])).toEqual(wanted);
	expect(schema).toEqual(source.schema);
	const none = await table({ [odd]: 'VARCHAR', n: 'BIGINT', f: 'DOUBLE', b: 'BOOLEAN' }, []);
	expect((await run([{ op, params }], none)).rows).toEqual([]);
});

it.each([
	['set-where', { columns: ['n'], condition: 'n = 2', value: 'x' }],
	['set-where', { columns: ['n'], condition: 'n = 2', value: 1.5 }],
	['map-values', { columns: ['n'], values: { '1': 'one' } }]
])('refuses a value that the column cannot hold: %s %j', async (op, params) => {
	await expect(run([{ op, params }], source)).rejects.toThrow('recipe/params-invalid');
});
