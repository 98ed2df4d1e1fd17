import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterValues, type ClusterMethod } from '$lib/core/cluster/cluster-values';
import { jaroWinkler, levenshtein } from '$lib/core/cluster/distance';
import { fingerprint, ngramFingerprint } from '$lib/core/cluster/fingerprint';
import { colognePhonetics, soundex } from '$lib/core/cluster/phonetic';

const letters = (text: string) => Array.from(text);
const never = () => Promise.resolve(false);

async function groups(values: readonly string[], method: ClusterMethod, setting = 0, counts?: readonly number[]) {
	const { clusters } = await clusterValues(
		{ values, counts: Float64Array.from(counts ?? values.map(() => 1)), method, setting },
		never
	);
	return clusters.map((cluster) => cluster.values.map(({ value }) => value));
}

describe('keys', () => {
	it('are those of OpenRefine for the examples of its manual', () => {
		expect(fingerprint('  Cruise,   Tom. ')).toBe('cruise tom');
		expect(fingerprint('Tom Cruise')).toBe('cruise tom');
		expect(fingerprint('Ｇödel, kurt Gödel')).toBe('godel kurt');
		expect(ngramFingerprint('Paris', 2)).toBe('arispari');
		expect(ngramFingerprint('Paris', 1)).toBe('aiprs');
		expect(ngramFingerprint('Krzysztof', 1)).toBe(ngramFingerprint('Kryzysztof', 1));
	});

	it('are the Soundex codes that the US National Archives publish', () => {
		const published = {
			Washington: 'W252',
			Lee: 'L000',
			Gutierrez: 'G362',
			Pfister: 'P236',
			Jackson: 'J250',
			Tymczak: 'T522',
			VanDeusen: 'V532',
			Ashcraft: 'A261'
		};
		for (const [name, code] of Object.entries(published)) expect(soundex(name), name).toBe(code);
	});

	it('are the codes of Kölner Phonetik that Postel and its users publish', () => {
		const published = {
			Wikipedia: '3412',
			Breschnew: '17863',
			'Müller-Lüdenscheidt': '65752682',
			Meyer: '67',
			Maier: '67',
			Philipp: '351'
		};
		for (const [name, code] of Object.entries(published)) expect(colognePhonetics(name), name).toBe(code);
	});
});

describe('distances', () => {
	it('are those of published examples', () => {
		expect(levenshtein(letters('kitten'), letters('sitting'))).toBe(3);
		expect(levenshtein(letters('東京都'), letters('京都'))).toBe(1);
		// Winkler's own, as in the R package stringdist and in Census papers
		expect(jaroWinkler(letters('MARTHA'), letters('MARHTA'))).toBeCloseTo(0.961111, 6);
		expect(jaroWinkler(letters('DIXON'), letters('DICKSONX'))).toBeCloseTo(0.813333, 6);
		expect(jaroWinkler(letters('DWAYNE'), letters('DUANE'))).toBeCloseTo(0.84, 6);
	});

	it('agree with the recursive definition, and stop early only beyond the limit', () => {
		const slow = (a: string, b: string): number =>
			a === '' || b === ''
				? a.length + b.length
				: a[0] === b[0]
					? slow(a.slice(1), b.slice(1))
					: 1 + Math.min(slow(a.slice(1), b), slow(a, b.slice(1)), slow(a.slice(1), b.slice(1)));
		const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
		fc.assert(
			fc.property(word, word, fc.integer({ min: 0, max: 4 }), (a, b, limit) => {
				const true_ = slow(a, b);
				expect(levenshtein(letters(a), letters(b))).toBe(true_);
				expect(levenshtein(letters(a), letters(b), limit) <= limit).toBe(true_ <= limit);
			})
		);
	});
});

describe('clusters', () => {
	it('put what the most rows hold first', async () => {
		const values = ['New York', 'new york.', 'York, New', 'Boston', 'NEW  YORK'];
		expect(await groups(values, 'fingerprint', 0, [3, 1, 1, 9, 5])).toEqual([
			['NEW  YORK', 'New York', 'York, New', 'new york.']
		]);
	});

	it('join what is within so many edits, from one to the next', async () => {
		expect(await groups(['drama', 'drma', 'drna', 'comedy', 'comdy', 'horror'], 'levenshtein', 1)).toEqual([
			['drama', 'drma', 'drna'],
			['comdy', 'comedy']
		]);
	});

	it('join what sounds alike or looks alike', async () => {
		expect(await groups(['Robert', 'Rupert', 'Rubin'], 'soundex')).toEqual([['Robert', 'Rupert']]);
		expect(await groups(['Meyer', 'Maier', 'Mayr', 'Müller'], 'cologne')).toEqual([['Maier', 'Mayr', 'Meyer']]);
		expect(await groups(['Warner Bros', 'Warner Brothers', 'Paramount'], 'jaro-winkler', 0.9)).toEqual([
			['Warner Bros', 'Warner Brothers']
		]);
	});

	it('ends when asked to', async () => {
		const job = { values: ['aaaa', 'aaab'], counts: new Float64Array(2), method: 'levenshtein' as const, setting: 1 };
		await expect(clusterValues(job, () => Promise.resolve(true), AbortSignal.abort())).rejects.toThrow();
	});
});
