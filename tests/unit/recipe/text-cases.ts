import { expect } from 'vitest';
import { run, table } from './native';
import type { Cell } from '$lib/core/table/columns';

/** Texts of every sort, and a name that has to be quoted. */
export const oddName = `it's "q" 東京`;
export const texts: readonly (string | null)[] = [
	'',
	' ',
	'a',
	'Hello World',
	'  two  spaces ',
	"it's a DOG's life",
	'x1y22z333',
	'-42',
	'+7',
	'日本語テキスト',
	'ひらがな と カタカナ',
	'\u3000全角 空白\u3000',
	'tab\tand\r\nline',
	'naïve Café Ångström',
	'が ガ パ',
	'HTTPServerError v2',
	'snake_case_name',
	'kebab-case--name',
	'a@b.co, c.d@example.org',
	'100% sure? Yes! (No…)',
	'<b class="x">bold</b> & <!-- no -->text',
	'smile 😀 👨‍👩‍👧 ok',
	'"quoted"',
	'「鉤」',
	"O'Brien \\1 $& %s",
	'4111 1111 1111 1111',
	'aaa bbb aaa AAA',
	null
];

type Define = (text: string) => Cell | boolean;

/** An operation on text gives what the definition gives, row by row, in place or into a new column, and on no rows at all. */
export async function expectTexts(
	op: string,
	params: Readonly<Record<string, unknown>>,
	define: Define,
	given: readonly (string | null)[] = texts
): Promise<void> {
	const wanted = given.map((text) => {
		const cell = text === null ? null : define(text);
		return typeof cell === 'boolean' ? Number(cell) : cell;
	});
	const source = await table(
		{ [oddName]: 'VARCHAR' },
		given.map((text) => [text])
	);
	for (const suffix of ['', ' new']) {
		const { rows } = await run([{ op, params: { columns: [oddName], ...params, suffix } }], source);
		expect(
			rows.map((row) => row[`${oddName}${suffix}`]),
			op
		).toEqual(wanted);
		if (suffix !== '') expect(rows.map((row) => row[oddName])).toEqual(given);
	}
	const empty = await run([{ op, params: { columns: ['t'], ...params } }], await table({ t: 'VARCHAR' }, []));
	expect(empty.rows).toEqual([]);
}
