import { describe, expect, it } from 'vitest';
import { run, table } from './native';
import { expectTexts, oddName, texts } from './text-cases';

/** Every expectation is JavaScript's own function of the text, or a value written by hand. */
const points = (text: string) => Array.from(text);
const words = (text: string) => text.split(/\s+/u).filter(Boolean);
const place = (text: string, at: number) => points(text.slice(0, Math.max(at, 0))).length + (at < 0 ? 0 : 1);
const within = (text: string, first: number, last: number, find: (part: string) => number) => {
	const part = points(text)
		.slice(first - 1, last)
		.join('');
	const found = place(part, find(part));
	return found === 0 ? 0 : found + first - 1;
};
const firstNumber = (text: string) => {
	const found = /[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/.exec(text);
	return found ? Number(found[0].replaceAll(',', '')) : null;
};

describe('by definition', () => {
	it.each<[string, Record<string, unknown>, (text: string) => string | number | null]>([
		['find-first', { text: 'a' }, (t) => place(t, t.indexOf('a'))],
		['find-first', { text: 'a', first: 3, last: 6 }, (t) => within(t, 3, 6, (part) => part.indexOf('a'))],
		['find-last', { text: 'a', first: 2 }, (t) => within(t, 2, 1000, (part) => part.lastIndexOf('a'))],
		['find-last', { text: 'a' }, (t) => place(t, t.lastIndexOf('a'))],
		[
			'find-last',
			{ text: 'aa' },
			(t) => (t.includes('aa') ? place(t, t.split('aa').slice(0, -1).join('aa').length) : 0)
		],
		['count-matches', { pattern: '[a-z]+' }, (t) => (t.match(/[a-z]+/g) ?? []).length],
		['count-text', { text: 'a' }, (t) => t.split('a').length - 1],
		['extract-pattern', { pattern: '([a-z])([0-9])', group: 2 }, (t) => /([a-z])([0-9])/.exec(t)?.[2] ?? null],
		['extract-pattern', { pattern: '[a-z]+' }, (t) => /[a-z]+/.exec(t)?.[0] ?? null],
		['extract-between', { left: '<', right: '>' }, (t) => /<(.*?)>/s.exec(t)?.[1] ?? null],
		['extract-slice', { position: 3, length: 4 }, (t) => points(t).slice(2, 6).join('')],
		['extract-slice', { position: -3, length: 2 }, (t) => points(t).slice(-3).slice(0, 2).join('')],
		['before-delimiter', { delimiter: ' ' }, (t) => t.split(' ')[0] ?? ''],
		['after-delimiter', { delimiter: ' ' }, (t) => (t.includes(' ') ? t.slice(t.indexOf(' ') + 1) : null)],
		['nth-part', { delimiter: '-', place: 2 }, (t) => t.split('-')[1] ?? null],
		['nth-part', { delimiter: "'", place: -1 }, (t) => t.split("'").at(-1) ?? null],
		['nth-word', { place: 2 }, (t) => words(t)[1] ?? null],
		['nth-word', { place: -2 }, (t) => words(t).at(-2) ?? null],
		['first-word', {}, (t) => words(t)[0] ?? null],
		['last-word', {}, (t) => words(t).at(-1) ?? null],
		['first-characters', { count: 4 }, (t) => points(t).slice(0, 4).join('')],
		['last-characters', { count: 4 }, (t) => points(t).slice(-4).join('')],
		['extract-number', {}, firstNumber],
		['replace-text', { text: 'a', to: "'" }, (t) => t.replaceAll('a', "'")],
		['replace-first', { text: 'a', to: '\\1' }, (t) => t.replace('a', () => '\\1')],
		[
			'replace-last',
			{ text: 'a', to: '\\1' },
			(t) => (t.includes('a') ? `${t.slice(0, t.lastIndexOf('a'))}\\1${t.slice(t.lastIndexOf('a') + 1)}` : t)
		],
		['replace-pattern', { pattern: '([a-z])([0-9])', to: '\\2\\1' }, (t) => t.replace(/([a-z])([0-9])/g, '$2$1')],
		['replace-between', { left: 'a', right: 'o', to: '\\0' }, (t) => t.replace(/a.*o/s, () => 'a\\0o')],
		[
			'replace-slice',
			{ position: 2, length: 3, to: '|' },
			(t) => `${points(t).slice(0, 1).join('')}|${points(t).slice(4).join('')}`
		],
		['matches-to-missing', { pattern: '[0-9]' }, (t) => (/[0-9]/.test(t) ? null : t)],
		['others-to-missing', { pattern: '[0-9]' }, (t) => (/[0-9]/.test(t) ? t : null)],
		['split-camel-case', {}, (t) => t.replace(/(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, ' ')]
	])('%s %j', async (op, params, define) => {
		await expectTexts(op, params, define);
	});
});

describe('by hand', () => {
	it.each<[string, Record<string, unknown>, readonly (readonly [string, string | number | null])[]]>([
		[
			'extract-email',
			{},
			[
				['write to a.b+c@mail.example.org, please', 'a.b+c@mail.example.org'],
				['a@b', null]
			]
		],
		[
			'email-domain',
			{},
			[
				['Ada <ada@Example.ORG>', 'example.org'],
				['none', null]
			]
		],
		[
			'extract-url',
			{},
			[
				['see https://x.org/a?b=1 (or HTTP://y.org).', 'https://x.org/a?b=1'],
				['see https://x.org.', 'https://x.org'],
				['x.org', null]
			]
		],
		[
			'url-domain',
			{},
			[
				['https://www.Example.org:8080/a', 'example.org'],
				['ftp://user:pw@host/x', 'host'],
				['//cdn.net/x', 'cdn.net'],
				['plain', null]
			]
		],
		[
			'url-path',
			{},
			[
				['https://x.org/a/b?c#d', '/a/b'],
				['https://x.org', '/'],
				['https://x.org?q=/z', '/'],
				['a/b', null]
			]
		],
		[
			'url-query-value',
			{ key: 'q[]' },
			[
				['http://x/?a=1&q[]=%E6%9D%B1+x#y', '東 x'],
				['http://x/?qq[]=1', null]
			]
		],
		[
			'extract-digits',
			{},
			[
				['+81 (0)3-1234-5678', '+810312345678'],
				['０３－１２３４', '031234'],
				['12+3', '123'],
				['none', null]
			]
		],
		[
			'extract-postcode',
			{},
			[
				['〒123-4567 東京都', '123-4567'],
				['1234567', '1234567'],
				['090-1234-5678', null]
			]
		],
		[
			'extract-postcode',
			{ country: 'united-states' },
			[
				['Beverly Hills, CA 90210-1234', '90210-1234'],
				['123456', null]
			]
		],
		[
			'extract-postcode',
			{ country: 'united-kingdom' },
			[
				['10 Downing St, SW1A 2AA', 'SW1A 2AA'],
				['none', null]
			]
		],
		[
			'extract-year',
			{},
			[
				['Toy Story (1995)', 1995],
				['12345', null],
				['in 3021', null]
			]
		],
		[
			'extract-date',
			{},
			[
				['on 2024/1/31.', Date.UTC(2024, 0, 31)],
				['2024年12月5日', Date.UTC(2024, 11, 5)],
				['2024-02-30', null],
				['1.2.2024', null]
			]
		],
		[
			'extract-currency',
			{},
			[
				['$5 or 5 EUR', 'USD'],
				['5 EUR', 'EUR'],
				['500円', 'JPY'],
				['EUROPE', null]
			]
		],
		[
			'file-extension',
			{},
			[
				['/a/b.tar.GZ', 'gz'],
				['.bashrc', null],
				['C:\\x.y\\z', null]
			]
		],
		[
			'file-name',
			{},
			[
				['/a/b.c', 'b.c'],
				['C:\\x\\y.txt', 'y.txt'],
				['plain', 'plain']
			]
		],
		[
			'extract-quoted',
			{},
			[
				['he said 「はい」', 'はい'],
				['a "b" c "d"', 'b'],
				['none', null]
			]
		]
	])('%s %j', async (op, params, pairs) => {
		const wanted = new Map(pairs);
		await expectTexts(op, params, (text) => wanted.get(text) ?? null, [...pairs.map(([text]) => text), null]);
	});

	it.each<[string, Record<string, unknown>, (text: string) => readonly (string | number)[]]>([
		['find-all', { pattern: '[a-z]+' }, (t) => t.match(/[a-z]+/g) ?? []],
		[
			'extract-numbers',
			{},
			(t) => (t.match(/[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?/g) ?? []).map((n) => Number(n.replaceAll(',', '')))
		],
		[
			'extract-emails',
			{},
			(t) => (t.startsWith('a@b.co') ? ['a@b.co', 'c.d@example.org'] : t === 'hi @bob a@b.co' ? ['a@b.co'] : [])
		],
		['extract-urls', {}, (t) => (t === 'http://a.b, https://c.d' ? ['http://a.b', 'https://c.d'] : [])],
		['extract-hashtags', {}, (t) => (t === '#東京 and #a_1' ? ['東京', 'a_1'] : [])],
		['extract-mentions', {}, (t) => (t === 'hi @bob a@b.co' ? ['bob'] : [])],
		['split-to-list', { delimiter: 'a' }, (t) => t.split('a')],
		[
			'split-to-list',
			{ delimiter: 'a', most: 2 },
			(t) => (t.split('a').length <= 2 ? t.split('a') : [t.slice(0, t.indexOf('a')), t.slice(t.indexOf('a') + 1)])
		]
	])('lists: %s %j', async (op, params, define) => {
		const given = [...texts, 'http://a.b, https://c.d', '#東京 and #a_1', 'hi @bob a@b.co'];
		const source = await table(
			{ [oddName]: 'VARCHAR', id: 'BIGINT' },
			given.map((text, i) => [text, i])
		);
		const { rows, schema } = await run([{ op, params: { columns: [oddName], ...params, suffix: ' l' } }], source);
		expect(schema.at(-1)).toMatchObject({ kind: 'list' });
		expect(rows.map((row) => bare(row[`${oddName} l`]))).toEqual(
			given.map((text) => (text === null ? null : bare(`[${define(text).join(',')}]`)))
		);
	});
});

/** A list as the engine's client writes it, without the quotes and spaces that differ. */
function bare(list: unknown): string | null {
	return list === null ? null : String(list).replaceAll(/['"\\ ]|\\[rnt]|[\r\n\t]/g, '');
}

describe('to columns and rows', () => {
	it('makes a column of every group', async () => {
		const source = await table({ [oddName]: 'VARCHAR' }, [['ab-12'], ['x'], [null]]);
		const { rows } = await run(
			[{ op: 'extract-groups', params: { column: oddName, pattern: '([a-z]+)-(?P<n>[0-9]+)' } }],
			source
		);
		expect(rows).toEqual([
			{ [oddName]: 'ab-12', [`${oddName}_1`]: 'ab', [`${oddName}_2`]: '12' },
			{ [oddName]: 'x', [`${oddName}_1`]: null, [`${oddName}_2`]: null },
			{ [oddName]: null, [`${oddName}_1`]: null, [`${oddName}_2`]: null }
		]);
	});

	it('splits into columns, the last with the rest if asked', async () => {
		const source = await table({ t: 'VARCHAR' }, [['a, b, c'], ['a'], [''], [null]]);
		const split = async (rest: boolean) =>
			(await run([{ op: 'split-to-columns', params: { column: 't', delimiter: ', ', rest } }], source)).rows.map(
				(row) => [row['t_1'], row['t_2']]
			);
		expect(await split(false)).toEqual([
			['a', 'b'],
			['a', null],
			['', null],
			[null, null]
		]);
		expect((await split(true))[0]).toEqual(['a', 'b, c']);
	});

	it('splits at a place', async () => {
		const source = await table({ t: 'VARCHAR' }, [['東京都'], ['a'], [null]]);
		const { rows } = await run([{ op: 'split-at', params: { column: 't', position: 2 } }], source);
		expect(rows.map((row) => [row['t_1'], row['t_2']])).toEqual([
			['東京', '都'],
			['a', ''],
			[null, null]
		]);
	});

	it('splits into rows in order', async () => {
		const source = await table({ id: 'BIGINT', [oddName]: 'VARCHAR' }, [
			[1, 'b, a'],
			[2, null],
			[3, ''],
			[4, 'x']
		]);
		const { rows } = await run([{ op: 'split-into-rows', params: { column: oddName } }], source);
		expect(rows.map((row) => [row['id'], row[oddName]])).toEqual([
			[1, 'b'],
			[1, 'a'],
			[2, null],
			[3, ''],
			[4, 'x']
		]);
	});

	it.each(['(', 'a(?=b)', '(a)\\1', ''])('refuses a pattern that the engine does not read: %s', async (pattern) => {
		const source = await table({ t: 'VARCHAR' }, [['a']]);
		await expect(run([{ op: 'find-all', params: { columns: ['t'], pattern } }], source)).rejects.toThrow(
			'recipe/params-invalid'
		);
	});
});
