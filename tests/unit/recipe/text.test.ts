import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { operationNamed } from '$lib/core/recipe/operations';
import { run, table } from './native';
import { expectTexts, texts } from './text-cases';

/** Every expectation is JavaScript's own function of the text, or a definition written here. */
const points = (text: string) => Array.from(text);
/** What is seen as one character; DuckDB parts the two of a line end in text that is ASCII. */
const seen = (text: string) =>
	[...new Intl.Segmenter().segment(text)].flatMap(({ segment }) => (segment === '\r\n' ? ['\r', '\n'] : [segment]));
const words = (text: string) => text.split(/\s+/u).filter(Boolean);
const capital = (text: string) => {
	const [first = '', ...rest] = points(text);
	return first.toUpperCase() + rest.join('').toLowerCase();
};
const cased = (text: string) =>
	[...text.matchAll(/\p{Lu}+(?!\p{Ll})|\p{Lu}?[\p{Ll}\p{M}\p{N}]+|[\p{Lo}\p{Lm}\p{M}]+|\p{N}+/gu)].map(([part]) =>
		part.toLowerCase()
	);
const digest = (name: string) => (text: string) => createHash(name).update(text).digest('hex');

describe('functions of a text', () => {
	it.each<[string, (text: string) => string | null]>([
		['lower-case', (t) => t.toLowerCase()],
		['upper-case', (t) => t.toUpperCase()],
		['capitalise', capital],
		['title-case', (t) => t.replace(/[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}\p{N}]+)*/gu, capital)],
		[
			'swap-case',
			(t) =>
				points(t)
					.map((c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase()))
					.join('')
		],
		['remove-digits', (t) => t.replace(/\p{Nd}/gu, '')],
		['remove-letters', (t) => t.replace(/[\p{L}\p{M}]/gu, '')],
		['remove-punctuation', (t) => t.replace(/\p{P}/gu, '')],
		['remove-symbols', (t) => t.replace(/[^\p{L}\p{M}\p{N}\s]/gu, '')],
		['remove-whitespace', (t) => t.replace(/\s/gu, '')],
		['remove-emoji', (t) => t.replace(/\p{Extended_Pictographic}|\u200d|\ufe0f/gu, '')],
		[
			'remove-non-ascii',
			(t) =>
				points(t)
					.filter((c) => (c.codePointAt(0) ?? 0) < 128)
					.join('')
		],
		['collapse-spaces', (t) => words(t).join(' ')],
		['remove-line-breaks', (t) => t.replace(/[\r\n]+/g, ' ')],
		['normalise-width', (t) => t.normalize('NFKC').replaceAll('...', '…')],
		['normalise-unicode', (t) => t.normalize('NFC')],
		['reverse-text', (t) => seen(t).reverse().join('')],
		['snake-case', (t) => cased(t).join('_')],
		['kebab-case', (t) => cased(t).join('-')],
		[
			'camel-case',
			(t) =>
				cased(t)
					.map((part, i) => (i === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
					.join('')
		],
		['quote', (t) => `"${t.replaceAll('"', '""')}"`],
		[
			'url-encode',
			(t) => encodeURIComponent(t).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
		],
		['base64-encode', (t) => Buffer.from(t).toString('base64')],
		[
			'html-encode',
			(t) =>
				t
					.replaceAll('&', '&amp;')
					.replaceAll('<', '&lt;')
					.replaceAll('>', '&gt;')
					.replaceAll('"', '&quot;')
					.replaceAll("'", '&#39;')
		],
		['md5', digest('md5')],
		['sha256', digest('sha256')],
		['sort-words', (t) => words(t).sort().join(' ')],
		[
			'unique-words',
			(t) =>
				words(t)
					.filter((w, i, all) => all.findIndex((o) => o.toLowerCase() === w.toLowerCase()) === i)
					.join(' ')
		]
	])('%s', async (op, define) => {
		await expectTexts(op, {}, define);
	});

	it.each<[string, readonly (readonly [string, string | null])[]]>([
		[
			'remove-accents',
			[
				['naïve Café Ångström', 'naive Cafe Angstrom'],
				['がパ', 'がパ'],
				['ά', 'α'],
				['', '']
			]
		],
		[
			'remove-html-tags',
			[
				['<b class="x">bold</b> & <!-- a > b -->text', 'bold & text'],
				['<script>var a = "<b>";</script>x', 'x'],
				['1 < 2 > 0', '1 < 2 > 0']
			]
		],
		['remove-invisible', [['a\ufeff\u200bb\u0007c\td\n', 'abc\td\n']]],
		[
			'normalise-width',
			[
				['ＡＢＣ　１２３！', 'ABC 123!'],
				['ｶﾞﾊﾟｰﾃｨ', 'ガパーティ']
			]
		],
		['hiragana-to-katakana', [['ひらがな と ゔ ABC', 'ヒラガナ ト ヴ ABC']]],
		['katakana-to-hiragana', [['カタカナ ト ヴ', 'かたかな と ゔ']]],
		['straighten-quotes', [['“a” ‘b’ – — …', `"a" 'b' - - ...`]]],
		[
			'slugify',
			[
				[' Crème Brûlée! 2 ', 'creme-brulee-2'],
				['---', '']
			]
		],
		[
			'unquote',
			[
				['"a"', 'a'],
				["'it's'", "it's"],
				['「鉤」', '鉤'],
				['"open', '"open']
			]
		],
		[
			'url-decode',
			[
				['a%20b%E6%9D%B1', 'a b東'],
				['100%', '100%']
			]
		],
		[
			'base64-decode',
			[
				['5p2x', '東'],
				['!!', null],
				['/w==', null],
				['', '']
			]
		],
		[
			'html-decode',
			[
				['&lt;a&gt; &amp;amp; &#233;&#xE9; &nope; &', '<a> &amp; éé &nope; &'],
				['&#0;&#x110000;', '&#0;&#x110000;']
			]
		],
		[
			'initials',
			[
				['ada lovelace', 'AL'],
				['', '']
			]
		],
		['mask-email', [['ada@x.org, b@y.z', 'a***@x.org, b***@y.z']]]
	])('%s, by hand', async (op, pairs) => {
		const wanted = new Map(pairs);
		await expectTexts(op, {}, (text) => wanted.get(text) ?? null, [...pairs.map(([text]) => text), null]);
	});
});

describe('functions with parameters', () => {
	const center = (t: string, width: number, fill: string) => {
		const over = Math.max(width - points(t).length, 0);
		return fill.repeat(Math.floor(over / 2)) + t + fill.repeat(Math.ceil(over / 2));
	};
	const pad = (t: string, width: number, fill: string) => fill.repeat(Math.max(width - points(t).length, 0));
	it.each<[string, Record<string, unknown>, (text: string) => string]>([
		['pad-left', { width: 8, fill: "'" }, (t) => pad(t, 8, "'") + t],
		['pad-right', { width: 8, fill: '東' }, (t) => t + pad(t, 8, '東')],
		['pad-both', { width: 9, fill: '*' }, (t) => center(t, 9, '*')],
		[
			'zero-pad',
			{ width: 6 },
			(t) => (/^[+-]/.test(t) ? t.slice(0, 1) + pad(t, 6, '0') + t.slice(1) : pad(t, 6, '0') + t)
		],
		['strip', {}, (t) => t.trim()],
		['strip', { characters: 'a-]^' }, (t) => t.replace(/^[a\-\]^]+|[a\-\]^]+$/g, '')],
		['strip-left', {}, (t) => t.trimStart()],
		['strip-left', { characters: 'xH' }, (t) => t.replace(/^[xH]+/, '')],
		['strip-right', {}, (t) => t.trimEnd()],
		['strip-right', { characters: 'd語' }, (t) => t.replace(/[d語]+$/, '')],
		['add-prefix', { text: "'; --" }, (t) => `'; --${t}`],
		['add-suffix', { text: '円' }, (t) => `${t}円`],
		['remove-prefix', { text: 'snake_' }, (t) => (t.startsWith('snake_') ? t.slice(6) : t)],
		['remove-suffix', { text: '333' }, (t) => (t.endsWith('333') ? t.slice(0, -3) : t)],
		['remove-characters', { characters: 'a^]-' }, (t) => t.replace(/[a^\]-]/g, '')],
		['keep-characters', { characters: '0-9]' }, (t) => t.replace(/[^09\-\]]/g, '')],
		['shorten-text', { length: 5 }, (t) => (points(t).length <= 5 ? t : `${points(t).slice(0, 4).join('')}…`)],
		['shorten-text', { length: 2, ellipsis: '...' }, (t) => (points(t).length <= 2 ? t : '..')],
		['first-words', { count: 2 }, (t) => words(t).slice(0, 2).join(' ')],
		['repeat-text', { count: 3 }, (t) => t.repeat(3)],
		['repeat-text', { count: 0 }, () => ''],
		[
			'insert-text',
			{ text: '|', position: 2 },
			(t) => `${points(t).slice(0, 2).join('')}|${points(t).slice(2).join('')}`
		],
		[
			'insert-text',
			{ text: '|', position: -1 },
			(t) => (t === '' ? '|' : `${points(t).slice(0, -1).join('')}|${points(t).slice(-1).join('')}`)
		],
		[
			'mask',
			{ keep: 3 },
			(t) =>
				points(t)
					.map((c, i, all) => (i < all.length - 3 ? '*' : c))
					.join('')
		],
		[
			'mask',
			{ keep: 1, side: 'first', character: '●' },
			(t) =>
				points(t)
					.map((c, i) => (i < 1 ? c : '●'))
					.join('')
		],
		[
			'mask-digits',
			{ keep: 4 },
			(t) =>
				points(t)
					.map((c, i, all) => (/\d/.test(c) && all.slice(i + 1).filter((o) => /\d/.test(o)).length >= 4 ? '*' : c))
					.join('')
		],
		[
			'remove-words',
			{ words: ['aaa', "it's"] },
			(t) =>
				words(t)
					.filter((w) => !['aaa', "it's"].includes(w.toLowerCase()))
					.join(' ')
		],
		[
			'remove-stop-words',
			{},
			(t) =>
				words(t)
					.filter((w) => !['a', 'and', 'no'].includes(w.toLowerCase()))
					.join(' ')
		],
		[
			'remove-stop-words',
			{ language: 'japanese' },
			(t) =>
				words(t)
					.filter((w) => w !== 'と' && w !== 'が')
					.join(' ')
		]
	])('%s %j', async (op, params, define) => {
		await expectTexts(op, params, define);
	});

	it('wraps lines at spaces', async () => {
		await expectTexts('wrap-text', { width: 10 }, (t) => (t === 'the quick brown fox' ? 'the quick\nbrown fox' : t), [
			'the quick brown fox',
			'short',
			null
		]);
	});
});

it('keeps what a value holds out of the statement, whatever it is', async () => {
	const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).filter((text) => !text.includes('\0'));
	await fc.assert(
		fc.asyncProperty(any, any, any, async (name, value, given) => {
			const source = await table({ [name]: 'VARCHAR' }, [[given], [null]]);
			const { rows } = await run(
				[
					{ op: 'add-prefix', params: { columns: [name], text: value } },
					{ op: 'remove-prefix', params: { columns: [name], text: value } },
					{ op: 'add-suffix', params: { columns: [name], text: value } }
				],
				source
			);
			expect(rows.map((row) => row[name])).toEqual([`${given}${value}`, null]);
		}),
		{ numRuns: 60 }
	);
});

it('refuses a column that holds no text', () => {
	const query = () =>
		operationNamed('lower-case')
			.bind({ columns: ['n'] }, undefined)
			.query([{ name: 'n', type: 'BIGINT', kind: 'numeric' }], {
				row: '',
				train: null,
				tables: new Map(),
				computed: null
			});
	expect(query).toThrow('table/column-kind');
	expect(texts.length).toBeGreaterThan(20);
});
