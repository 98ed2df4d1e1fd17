import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import { ask, run, table, type Row } from './native';
import { oddName } from './definition';

type Maybe<T> = T | null;
const cells = (rows: readonly Row[]) => rows.map((row) => Object.values(row));

/** Levenshtein distance by its recurrence, over characters. */
function edits(a: readonly string[], b: readonly string[]): number {
	let row = b.map((_, j) => j + 1);
	row.unshift(0);
	a.forEach((letter, i) => {
		const next = [i + 1];
		b.forEach((other, j) =>
			next.push(Math.min((row[j] ?? 0) + Number(letter !== other), (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1))
		);
		row = next;
	});
	return row.at(-1) ?? 0;
}
/** Jaro-Winkler as Winkler (1990) defines it: prefix weight 0.1, at most 4 letters, from 0.7 of Jaro up. */
function jaroWinkler(a: readonly string[], b: readonly string[]): number {
	if (a.length === 0 || b.length === 0) return Number(a.length === b.length);
	const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
	const used = b.map(() => false);
	const mine = a.filter((letter, i) => {
		const at = b.findIndex((other, j) => !used[j] && other === letter && Math.abs(i - j) <= reach);
		if (at < 0) return false;
		used[at] = true;
		return true;
	});
	const theirs = b.filter((_, j) => used[j]);
	if (mine.length === 0) return 0;
	const swaps = Math.floor(mine.filter((letter, i) => letter !== theirs[i]).length / 2);
	const jaro = (mine.length / a.length + mine.length / b.length + (mine.length - swaps) / mine.length) / 3;
	const limit = a.slice(0, 4).findIndex((letter, i) => letter !== b[i]);
	const prefix = limit < 0 ? Math.min(4, a.length, b.length) : limit;
	return jaro > 0.7 ? jaro + prefix * 0.1 * (1 - jaro) : jaro;
}
function triples(a: readonly string[]): Set<string> {
	const padded = [' ', ' ', ...a, ' '];
	return new Set(padded.slice(2).map((_, i) => padded.slice(i, i + 3).join('')));
}
const measures = {
	'jaro-winkler': jaroWinkler,
	'edit-similarity': (a: readonly string[], b: readonly string[]) => 1 - edits(a, b) / Math.max(a.length, b.length, 1),
	'trigram-jaccard': (a: readonly string[], b: readonly string[]) => {
		const [x, y] = [triples(a), triples(b)];
		const shared = [...x].filter((each) => y.has(each)).length;
		return shared / (x.size + y.size - shared);
	}
};
type Method = keyof typeof measures;
const plain = (text: string) =>
	text
		.normalize('NFD')
		.replaceAll(/\p{Mn}/gu, '')
		.toLowerCase()
		.replaceAll(/[\uff01-\uff5e]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) - 0xfee0).toLowerCase())
		.replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
		.trim();

const random = seededRandom(3);
const words = [
	'Trading',
	'Company',
	'Kyoto',
	'Northern',
	'Electric',
	'Brothers',
	'Zürich',
	"O'Neil",
	'東京商事',
	'Foods'
];
const name = () =>
	Array.from({ length: 2 + Math.floor(random() * 2) }, () => words[Math.floor(random() * words.length)] ?? '').join(
		' '
	);
function misspelt(text: string): string {
	const at = Math.floor(random() * text.length);
	return random() < 0.4 ? text : text.slice(0, at) + (random() < 0.5 ? 'x' : '') + text.slice(at + 1);
}

describe('fuzzy join', () => {
	const others = [...new Set(Array.from({ length: 40 }, name))];
	const mine: Maybe<string>[] = [
		...Array.from({ length: 60 }, (_, i) => misspelt(others[i % others.length] ?? '')),
		null,
		'',
		'!!!'
	];

	it.each([
		['edit-similarity', 0.8],
		['trigram-jaccard', 0.5],
		['jaro-winkler', 0.92]
	] as const)('finds the pairs that %s scores from %d up, as comparing all pairs does', async (method, threshold) => {
		const here = await table(
			{ [oddName]: 'VARCHAR' },
			mine.map((each) => [each])
		);
		const there = await table(
			{ "n'": 'VARCHAR', id: 'BIGINT' },
			others.map((each, i) => [each, i])
		);
		const params = { table: 't', column: oddName, otherColumn: "n'", method, threshold };
		const score = measures[method];
		const pairs = mine.map((each) =>
			others
				.map((other, id) => ({
					id,
					score: each === null || plain(each) === '' ? -1 : score(Array.from(plain(each)), Array.from(plain(other)))
				}))
				.filter((pair) => pair.score >= threshold - 1e-12)
				.sort((a, b) => b.score - a.score || a.id - b.id)
		);
		const all = await run(
			[{ op: 'fuzzy-join', params: { ...params, matches: 'all', columns: ['id'], type: 'inner' } }],
			here,
			{ tables: { t: there } }
		);
		const wanted = mine.flatMap((each, i) => (pairs[i] ?? []).map((pair) => [each, pair.id]));
		expect(wanted.length).toBeGreaterThan(40);
		const key = (row: readonly unknown[]) => JSON.stringify(row);
		const found = new Set(all.rows.map((row) => key([row[oddName], row['id']])));
		if (method !== 'jaro-winkler') expect(found).toEqual(new Set(wanted.map(key)));
		// by Jaro-Winkler a pair without a triple in common may be lost, and none may be made up
		const lost = wanted.filter((pair) => !found.has(key(pair)));
		expect(lost.length).toBeLessThan(wanted.length / 50);
		expect([...found].filter((pair) => !wanted.map(key).includes(pair))).toEqual([]);
		const best = await run([{ op: 'fuzzy-join', params }], here, { tables: { t: there } });
		expect(best.rows).toHaveLength(mine.length);
		best.rows.forEach((row, i) => {
			const [want] = pairs[i] ?? [];
			if (!want) expect([row['score'], row['id']]).toEqual([null, null]);
			else expect(Number(row['score'])).toBeCloseTo(want.score, 9);
		});
	});

	it('loses no pair by edits or by triples, whatever the texts', async () => {
		const text = fc.string({ unit: fc.constantFrom('a', 'b', 'c', '東', "'"), minLength: 4, maxLength: 9 });
		await fc.assert(
			fc.asyncProperty(
				fc.array(text, { minLength: 1, maxLength: 6 }),
				fc.array(text, { minLength: 1, maxLength: 6 }),
				fc.constantFrom<Method>('edit-similarity', 'trigram-jaccard'),
				async (a, b, method) => {
					const here = await table(
						{ x: 'VARCHAR' },
						a.map((each) => [each])
					);
					const there = await table(
						{ y: 'VARCHAR' },
						b.map((each) => [each])
					);
					const threshold = method === 'edit-similarity' ? 0.85 : 0.4;
					const params = {
						table: 't',
						column: 'x',
						otherColumn: 'y',
						method,
						threshold,
						normalise: false,
						matches: 'all',
						type: 'inner'
					};
					const { rows } = await run([{ op: 'fuzzy-join', params }], here, { tables: { t: there } });
					const wanted = a.flatMap((one) =>
						b
							.filter((other) => measures[method](Array.from(one), Array.from(other)) >= threshold - 1e-12)
							.map((other) => [one, other])
					);
					expect(rows.map((row) => JSON.stringify([row['x'], row['y']])).sort()).toEqual(
						wanted.map((pair) => JSON.stringify(pair)).sort()
					);
				}
			),
			{ numRuns: 40 }
		);
	});

	it('joins only rows whose keys agree', async () => {
		const here = await table({ k: 'BIGINT', x: 'VARCHAR' }, [
			[1, 'Kyoto Foods'],
			[2, 'KYOTO-FOODS'],
			[3, 'kyoto foods']
		]);
		const there = await table({ k: 'BIGINT', x: 'VARCHAR' }, [
			[2, 'Ｋｙｏｔｏ　Fööds'],
			[1, 'Kyoto Foodz']
		]);
		const params = { table: 't', column: 'x', otherColumn: 'x', keys: { k: 'k' } };
		const { rows } = await run([{ op: 'fuzzy-join', params }], here, { tables: { t: there } });
		expect(rows.map((row) => [row['k'], row['x_2']])).toEqual([
			[1, 'Kyoto Foodz'],
			[2, 'Ｋｙｏｔｏ　Fööds'],
			[3, null]
		]);
		expect(rows[1]?.['score']).toBe(1);
	});
});

describe('reconcile', () => {
	it('judges each value, lists candidates, and brings what identifies the match', async () => {
		const here = await table({ city: 'VARCHAR' }, [['kyoto'], ['Kyotto'], ['Osakka-shi'], ['Nowhere'], [null]]);
		const there = await table({ code: 'BIGINT', name: 'VARCHAR', "area '": 'VARCHAR' }, [
			[26, 'Kyoto', 'Kinki'],
			[27, 'Osaka', "it's"],
			[13, 'Tokyo', 'Kanto']
		]);
		const params = {
			column: 'city',
			table: 'ref',
			names: 'name',
			key: 'code',
			method: 'edit-similarity',
			threshold: 0.8,
			candidatesFrom: 0.5,
			columns: ["area '"]
		};
		const { rows, schema } = await run([{ op: 'reconcile', params }], here, { tables: { ref: there } });
		expect(schema.map(({ name, type }) => `${name} ${type}`)).toEqual([
			'city VARCHAR',
			'city_match BIGINT',
			'city_score DOUBLE',
			'city_judgement VARCHAR',
			'city_candidates VARCHAR',
			"area ' VARCHAR"
		]);
		expect(
			cells(rows).map(([city, match, , judgement, candidates, area]) => [city, match, judgement, candidates, area])
		).toEqual([
			['kyoto', 26, 'same', 'Kyoto (1.0)', 'Kinki'],
			['Kyotto', 26, 'matched', 'Kyoto (0.83)', 'Kinki'],
			['Osakka-shi', null, 'unsure', 'Osaka (0.5)', null],
			['Nowhere', null, 'none', null, null],
			[null, null, 'none', null, null]
		]);
		const kept = await run(
			[{ op: 'reconcile', params: { ...params, key: 'name', unmatched: 'keep', candidates: 0 } }],
			here,
			{ tables: { ref: there } }
		);
		expect(kept.rows.map((row) => row['city_match'])).toEqual(['Kyoto', 'Kyoto', 'Osakka-shi', 'Nowhere', null]);
	});
});

it('joins tables of thousands in seconds', async () => {
	await ask(
		`CREATE TABLE "big a" AS SELECT 'Customer ' || (i * 7919) % 100003 || ' of ' || ['Kyoto', 'Osaka', 'Nara', 'Kobe'][1 + i % 4] || ' ' || md5(i::VARCHAR)[:6] AS x FROM range(3000) r(i)`
	);
	await ask(`CREATE TABLE "big b" AS SELECT replace(x, 'Customer', 'Custmer') AS y FROM "big a"`);
	const schema = [{ name: 'x', type: 'VARCHAR', kind: 'text' as const }];
	const other = { schema: [{ name: 'y', type: 'VARCHAR', kind: 'text' as const }], source: '"big b"' };
	const { rows } = await run(
		[{ op: 'fuzzy-join', params: { table: 't', column: 'x', otherColumn: 'y', method: 'edit-similarity' } }],
		{ schema, source: '"big a"' },
		{ tables: { t: other } }
	);
	expect(rows.filter((row) => String(row['x']).replace('Customer', 'Custmer') === row['y'])).toHaveLength(3000);
}, 60_000);
