import { describe, expect, it } from 'vitest';
import { run, table } from './native';
import { expectTexts, oddName } from './text-cases';

/** What str.isalnum and its like say of these words in Python 3, a digit a word, and ipaddress.ip_address of these addresses. */
const words = [
	'',
	'a',
	'A',
	'Ab',
	'AB',
	'ab',
	'Hello World',
	'Hello world',
	'HELLO 1',
	'12',
	'\u0967\u0968',
	'\u00b2',
	'\u2460',
	'\u00bd',
	'\u4e94',
	'\u56db\u5341',
	'\u4e00\u4e8c\u4e09a',
	'1a',
	'a b',
	' ',
	'\t\n',
	'\u3000',
	'3.5',
	'-1',
	'\u65e5\u672c',
	'\u00e9',
	'\u00c9',
	'\u00d1and\u00fa',
	'\u01c5',
	'A1b',
	"They'Re",
	"They're",
	'_',
	'a_',
	'x\u00b2',
	'\u0663'
];
const python = {
	'is-alphanumeric': '011111000111111111000000111111000011',
	'is-letters': '011111000000001110000000111110000000',
	'is-digits': '000000000111100000000000000000000001',
	'is-decimal': '000000000110000000000000000000000001',
	'is-numeric': '000000000111111100000000000000000001',
	'is-space': '000000000000000000011100000000000000',
	'is-title': '001100100000000000000000001110100000',
	'is-lower': '010001000000000011100000010000000110',
	'is-upper': '001010001000000000000000001000000000',
	'is-ascii': '111111111100000001111011000001111100'
};
const addresses = [
	'1.2.3.4',
	'::1',
	'::',
	'1::',
	'fe80::1:2',
	'1:2:3:4:5:6:7:8',
	'::ffff:1.2.3.4',
	'1:2:3:4:5:6:1.2.3.4',
	'1:2:3:4:5:6:7::'
];
const noAddresses = [
	'256.1.1.1',
	'1.2.3',
	'01.2.3.4',
	'1:2:3:4:5:6:7',
	'1:2:3:4:5:6:7:8:9',
	'1::2::3',
	':::',
	'12345::',
	'g::1',
	'1:2:3:4:5:6:7:1.2.3.4',
	'::1:2:3:4:5:6:7:8',
	':1',
	'1:',
	'',
	'1.2.3.4:80',
	'::1.2.3'
];

describe('as Python has it', () => {
	it.each(Object.entries(python))('%s', async (op, said) => {
		await expectTexts(op, {}, (text) => said[words.indexOf(text)] === '1', [...words, null]);
	});

	it('is-ip-address', async () => {
		await expectTexts('is-ip-address', {}, (text) => addresses.includes(text), [...addresses, ...noAddresses, null]);
	});
});

describe('by definition', () => {
	const parts = (text: string) => text.split(/\s+/u).filter(Boolean);
	const share = (pattern: RegExp) => (text: string) =>
		text === '' ? null : (text.match(pattern) ?? []).length / Array.from(text).length;
	it.each<[string, Record<string, unknown>, (text: string) => boolean | number | null]>([
		['length-equals', { length: 3 }, (t) => Array.from(t).length === 3],
		['length-at-least', { length: 12 }, (t) => Array.from(t).length >= 12],
		['length-between', { least: 1, most: 6 }, (t) => Array.from(t).length >= 1 && Array.from(t).length <= 6],
		['starts-with', { text: "it's" }, (t) => t.startsWith("it's")],
		['starts-with', { text: 'HELLO', caseSensitive: false }, (t) => t.toLowerCase().startsWith('hello')],
		['ends-with', { text: '333' }, (t) => t.endsWith('333')],
		['contains-text', { text: '%' }, (t) => t.includes('%')],
		['matches-pattern', { pattern: 'a|b' }, (t) => /a|b/.test(t)],
		['matches-pattern', { pattern: 'a|b', where: 'start' }, (t) => /^(?:a|b)/.test(t)],
		['matches-pattern', { pattern: 'a|b', where: 'whole' }, (t) => /^(?:a|b)$/.test(t)],
		['equals-one-of', { values: ['a', "O'Brien", 7] }, (t) => t === 'a' || t === '7'],
		['is-blank', {}, (t) => t.trim() === ''],
		['has-digits', {}, (t) => /\p{Nd}/u.test(t)],
		['has-letters', {}, (t) => /\p{L}/u.test(t)],
		['has-japanese', {}, (t) => /[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(t)],
		['count-characters', {}, (t) => Array.from(t).length],
		['count-words', {}, (t) => parts(t).length],
		['count-unique-words', {}, (t) => new Set(parts(t.toLowerCase())).size],
		['count-lines', {}, (t) => (t === '' ? 0 : t.split(/\r\n|\r|\n/).length)],
		['count-punctuation', {}, (t) => (t.match(/\p{P}/gu) ?? []).length],
		['count-bytes', {}, (t) => new TextEncoder().encode(t).length],
		[
			'mean-word-length',
			{},
			(t) =>
				parts(t).length === 0
					? null
					: parts(t).reduce((sum, part) => sum + Array.from(part).length, 0) / parts(t).length
		],
		['capital-ratio', {}, share(/\p{Lu}/gu)],
		['lower-ratio', {}, share(/\p{Ll}/gu)],
		['digit-ratio', {}, share(/\p{Nd}/gu)],
		['special-ratio', {}, share(/[^\p{L}\p{M}\p{N}\s]/gu)],
		['space-ratio', {}, share(/\s/gu)]
	])('%s %j', async (op, params, define) => {
		await expectTexts(op, params, define);
	});

	it.each<[string, readonly string[], readonly string[]]>([
		['is-number', ['12', '-3.5', '1e6', '.5', ' 7 '], ['', 'nan', 'inf', '1,000', '12a', '1e999', '0x10', '1_0']],
		['is-email', ['a@b.co', "o'b+x@mail.example.org"], ['a@b', '@b.co', 'a b@c.de', 'a@b.co ', '']],
		[
			'is-url',
			['http://x', 'https://x.org:80/a?b#c', 'HTTPS://[::1]/'],
			['x.org', 'ftp://x', 'http://', 'http://a b', '']
		],
		['is-uuid', ['123e4567-e89b-12d3-a456-426614174000'], ['123e4567e89b12d3a456426614174000', '']],
		[
			'is-iso-date',
			['2024-02-29', '2024-01-31T23:59', '2024-01-31 00:00:00.5Z'],
			['2023-02-29', '2024-1-1', '2024-01-31T24:00', '']
		],
		['is-hexadecimal', ['ff', '0xFF', '#a0b1c2', '7'], ['', 'g', '0x', '#']],
		['is-boolean-word', ['Yes', ' no ', 'はい', '0', 'TRUE'], ['', 'maybe', '2']],
		['is-palindrome', ['A man, a plan, a canal: Panama', 'しんぶんし', 'été'], ['', 'ab', '!!']],
		// ISO/IEC 7812 test numbers of card makers, and one with a digit changed.
		[
			'is-card-number',
			['4111 1111 1111 1111', '5555-5555-5555-4444', '378282246310005'],
			['4111111111111112', '', '0', '41111111x1111111']
		],
		[
			'is-isbn',
			['0-306-40615-2', '978-0-306-40615-7', '080442957X'],
			['0-306-40615-3', '978-0-306-40615-8', '9770306406157', '']
		]
	])('%s', async (op, yes, no) => {
		await expectTexts(op, {}, (text) => yes.includes(text), [...yes, ...no, null]);
	});

	it('counts sentences', async () => {
		const sentences = new Map([
			['', 0],
			['One', 1],
			['One. Two! Three?', 3],
			['一つ。二つ！', 2],
			['Wait... what?', 2],
			['...', 0]
		]);
		await expectTexts('count-sentences', {}, (text) => sentences.get(text) ?? null, [...sentences.keys(), null]);
	});
});

describe('similarity', () => {
	const edits = (a: string, b: string): number => {
		const [x, y] = [Array.from(a), Array.from(b)];
		let before = y.map((_, j) => j).concat(y.length);
		x.forEach((c, i) => {
			const now = [i + 1];
			y.forEach((d, j) =>
				now.push(Math.min((now[j] ?? 0) + 1, (before[j + 1] ?? 0) + 1, (before[j] ?? 0) + (c === d ? 0 : 1)))
			);
			before = now;
		});
		return before.at(-1) ?? 0;
	};
	const pairs: readonly (readonly [string | null, string | null])[] = [
		['kitten', 'sitting'],
		['東京', '京都'],
		['é', 'e'],
		['', 'abc'],
		['', ''],
		[null, 'a'],
		['a', null]
	];

	it('counts edits of characters, not of bytes', async () => {
		const source = await table({ [oddName]: 'VARCHAR', b: 'VARCHAR' }, pairs);
		const steps = ['levenshtein', 'edit-similarity', 'jaccard', 'damerau-levenshtein'].map((method) => ({
			op: 'text-similarity',
			params: { column: oddName, other: 'b', method, name: method }
		}));
		const { rows } = await run(steps, source);
		const both = pairs.map(([a, b]) => (a === null || b === null ? null : ([a, b] as const)));
		expect(rows.map((row) => row['levenshtein'])).toEqual(both.map((pair) => (pair ? edits(...pair) : null)));
		expect(rows.map((row) => row['edit-similarity'])).toEqual(
			both.map((pair) =>
				pair
					? 1 - (pair.join('') === '' ? 0 : edits(...pair) / Math.max(...pair.map((text) => Array.from(text).length)))
					: null
			)
		);
		const jaccard = ([a, b]: readonly [string, string]) => {
			const [x, y] = [new Set(a), new Set(b)];
			const shared = [...x].filter((c) => y.has(c)).length;
			return a === '' && b === '' ? 1 : shared / (x.size + y.size - shared);
		};
		rows.forEach((row, i) => {
			const pair = both[i];
			if (pair) expect(row['jaccard']).toBeCloseTo(jaccard(pair), 12);
			else expect(row['jaccard']).toBeNull();
		});
		expect(rows[1]?.['damerau-levenshtein']).toBe(2);
	});

	// Winkler (1990), table of examples.
	it.each([
		['MARTHA', 'MARHTA', 0.9611],
		['DIXON', 'DICKSONX', 0.8133],
		['DWAYNE', 'DUANE', 0.84]
	])('Jaro-Winkler of %s and %s', async (a, b, wanted) => {
		const source = await table({ t: 'VARCHAR' }, [[a]]);
		const { rows } = await run([{ op: 'similarity-to-text', params: { columns: ['t'], text: b } }], source);
		expect(rows[0]?.['t_similarity']).toBeCloseTo(wanted, 4);
	});

	it('is missing where more characters differ than one byte can name', async () => {
		const many = Array.from({ length: 128 }, (_, i) => String.fromCodePoint(0x4e00 + i)).join('');
		await expectTexts('similarity-to-text', { text: 'a' }, (text) => (text === 'a' ? 1 : null), ['a', many, null]);
	});
});
