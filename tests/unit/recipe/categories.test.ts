import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { close, column, mean, oddName, oddValues, present, someOf, sum, type Maybe } from './definition';
import { ask, columnsOf, run, table } from './native';
import { evaluatePortable } from '$lib/core/recipe/evaluate';
import { portableRecipe } from '$lib/core/recipe/to-portable';
import { seededRandom } from '$lib/core/random';

const count = 90;
const random = seededRandom(4);
const words = someOf(oddValues, count, 31);
const ys: Maybe[] = words.map((word) =>
	random() < 0.1 ? null : Number(random() < 0.2 + oddValues.indexOf(word ?? '%_') / 8)
);
const labels = ys.map((y) => (y === null ? null : y === 1 ? 'yes' : 'no'));
const isTrain = words.map((word, i) => i % 3 !== 0 && word !== '東京');
const source = await table(
	{ [oddName]: 'VARCHAR', y: 'DOUBLE', label: 'VARCHAR', part: 'BIGINT', n: 'BIGINT' },
	words.map((word, i) => [word, ys[i] ?? null, labels[i] ?? null, Number(isTrain[i]), i % 4])
);
const fitOn = { fitOn: 'part = 1' };
const rowsOf = (word: string | null) => [...words.keys()].filter((i) => isTrain[i] && words[i] === word);
const all = present(ys.filter((_, i) => isTrain[i]));
const own = (word: string | null, but: (i: number) => boolean = () => false) =>
	present(rowsOf(word).flatMap((i) => (but(i) ? [] : [ys[i] ?? null])));
const turn = (i: number) =>
	createHash('md5')
		.update(`0:${i + 1}`)
		.digest()
		.readBigUInt64LE(8);

describe('counts', () => {
	it('counts and shares, learned on some rows', async () => {
		const total = words.filter((word, i) => word !== null && isTrain[i]).length;
		const counts = await run([{ op: 'count-encode', params: { columns: [oddName] } }], source, fitOn);
		close(
			counts.rows,
			oddName,
			words.map((word) => (word === null ? null : rowsOf(word).length))
		);
		const shares = await run(
			[{ op: 'frequency-encode', params: { columns: ['n', oddName], suffix: '_f' } }],
			source,
			fitOn
		);
		close(
			shares.rows,
			`${oddName}_f`,
			words.map((word) => (word === null ? null : rowsOf(word).length / total))
		);
		expect(column(shares.rows, oddName)).toEqual(words);
	});

	it('has nothing to learn from an empty table', async () => {
		const none = await table({ a: 'VARCHAR', y: 'DOUBLE' }, []);
		for (const op of ['count-encode', 'frequency-encode', 'binary-encode', 'limit-to-known', 'keep-top'])
			expect((await run([{ op, params: { columns: ['a'] } }], none)).rows, op).toEqual([]);
		for (const op of ['target-encode', 'weight-of-evidence', 'rank-by-target', 'james-stein-encode'])
			expect((await run([{ op, params: { columns: ['a'], target: 'y' } }], none)).rows, op).toEqual([]);
	});
});

describe('by target', () => {
	const smooth = (values: readonly number[], prior: number, m: number) =>
		(sum(values) + m * prior) / (values.length + m);
	const encode = (of: (word: string, i: number, learned: boolean) => number) =>
		words.map((word, i) => (word === null ? null : of(word, i, (isTrain[i] ?? false) && (ys[i] ?? null) !== null)));
	const full = (word: string, m: number) => (own(word).length === 0 ? mean(all) : smooth(own(word), mean(all), m));

	it('new rows take what all rows learned from say', async () => {
		for (const op of ['target-encode', 'leave-one-out-encode', 'ordered-target-encode']) {
			const first = await run([{ op, params: { columns: [oddName], target: 'y', smoothing: 2 } }], source, fitOn);
			const again = await run([...first.recipe.steps], source);
			close(
				again.rows,
				oddName,
				encode((word) => full(word, 2))
			);
		}
	});

	const learnedHere = async (op: string, params: object) => {
		const kept = await table(
			{ [oddName]: 'VARCHAR', y: 'DOUBLE', label: 'VARCHAR' },
			words.map((word, i) => [word, ys[i] ?? null, labels[i] ?? null])
		);
		return run([{ op, params: { columns: [oddName], ...params } }], kept);
	};
	const everyone = present(ys);
	const others = (word: string | null, but: (i: number) => boolean) =>
		present(words.flatMap((each, i) => (each === word && !but(i) ? [ys[i] ?? null] : [])));
	const learned = (of: (word: string, i: number) => number, m: number) =>
		words.map((word, i) => {
			if (word === null) return null;
			return (ys[i] ?? null) === null
				? smooth(
						others(word, () => false),
						mean(everyone),
						m
					)
				: of(word, i);
		});

	it.each(['y', 'label'])('out of fold: %s', async (target) => {
		const { rows } = await learnedHere('target-encode', { target, smoothing: 1.5 });
		const fold = (i: number) => turn(i) % 5n;
		close(
			rows,
			oddName,
			learned((word, i) => {
				const prior = mean(present(ys.filter((_, j) => fold(j) !== fold(i))));
				return smooth(
					others(word, (j) => fold(j) === fold(i)),
					prior,
					1.5
				);
			}, 1.5)
		);
	});

	it('without the row itself', async () => {
		const { rows } = await learnedHere('leave-one-out-encode', { target: 'y', smoothing: 0 });
		close(
			rows,
			oddName,
			learned((word, i) => {
				const rest = others(word, (j) => j === i);
				return rest.length === 0 ? mean(everyone) : mean(rest);
			}, 0)
		);
	});

	it('of the rows before', async () => {
		const { rows } = await learnedHere('ordered-target-encode', { target: 'y', smoothing: 1 });
		close(
			rows,
			oddName,
			learned(
				(word, i) =>
					smooth(
						others(word, (j) => turn(j) >= turn(i)),
						mean(everyone),
						1
					),
				1
			)
		);
	});

	it('weight of evidence', async () => {
		const { rows } = await run(
			[{ op: 'weight-of-evidence', params: { columns: [oddName], target: 'label', positive: 'no' } }],
			source,
			fitOn
		);
		const zeros = all.length - sum(all);
		close(
			rows,
			oddName,
			encode((word) => {
				if (own(word).length === 0) return 0;
				const bad = sum(own(word));
				const good = own(word).length - bad;
				return Math.log((good + 1) / (zeros + 2) / ((bad + 1) / (sum(all) + 2)));
			})
		);
	});

	it('James-Stein', async () => {
		const { rows } = await run(
			[{ op: 'james-stein-encode', params: { columns: [oddName], target: 'y', smoothing: 0 } }],
			source,
			fitOn
		);
		const variance = (values: readonly number[]) =>
			sum(values.map((v) => (v - mean(values)) ** 2)) / (values.length - 1);
		close(
			rows,
			oddName,
			encode((word) => {
				const of = own(word);
				if (of.length < 2) return mean(all);
				const error = variance(of) / of.length;
				const share = error / (error + variance(all)) || 0;
				return share * mean(all) + (1 - share) * mean(of);
			})
		);
	});

	it('numbers by target', async () => {
		const { rows } = await run([{ op: 'rank-by-target', params: { columns: [oddName], target: 'y' } }], source, fitOn);
		const sorted = oddValues
			.filter((word) => own(word).length > 0)
			.sort((a, b) => mean(own(a)) - mean(own(b)) || (Buffer.from(a) < Buffer.from(b) ? -1 : 1));
		expect(column(rows, oddName)).toEqual(
			words.map((word) => {
				const place = sorted.findIndex((each) => each === word);
				return place === -1 ? null : place;
			})
		);
	});
});

describe('columns of categories', () => {
	const known: readonly string[] = [...new Set(present(words.filter((_, i) => isTrain[i])))].sort((a, b) =>
		Buffer.compare(Buffer.from(a), Buffer.from(b))
	);

	it('binary digits', async () => {
		const { rows } = await run([{ op: 'binary-encode', params: { columns: [oddName] } }], source, fitOn);
		const digits = known.length.toString(2).length;
		for (let digit = 0; digit < digits; digit++)
			expect(column(rows, `${oddName}_${digit}`)).toEqual(
				words.map((word) => Number((known.indexOf(word ?? '\n') + 1).toString(2).padStart(digits, '0')[digit]))
			);
	});

	it('hashes', async () => {
		const { rows } = await run([{ op: 'hash-encode', params: { columns: [oddName], count: 5 } }], source);
		for (let place = 0; place < 5; place++)
			expect(column(rows, `hash_${place}`)).toEqual(
				words.map((word) => {
					if (word === null) return 0;
					const hash = createHash('md5').update(`${oddName}=${word}`).digest().readBigUInt64LE(8);
					return hash % 5n === BigInt(place) ? ((hash >> 32n) % 2n === 0n ? 1 : -1) : 0;
				})
			);
	});

	it('similar words share numbers', async () => {
		const data = await table({ i: 'VARCHAR' }, [['Kyoto city'], ['kyoto citi'], ['Osaka'], [null], [''], ['a']]);
		const { rows } = await run([{ op: 'similarity-encode', params: { column: 'i', dimension: 200, seed: 3 } }], data);
		const code = (row: number) => Array.from({ length: 200 }, (_, k) => rows[row]?.[`i_${k}`] ?? null);
		const shared = (a: number, b: number) => code(a).filter((each, k) => each === code(b)[k]).length / 200;
		const grams = (text: string) =>
			new Set(Array.from({ length: text.length }, (_, k) => ` ${text.toLowerCase()} `.slice(k, k + 3)));
		const [a, b] = [grams('Kyoto city'), grams('kyoto citi')];
		const jaccard = [...a].filter((gram) => b.has(gram)).length / new Set([...a, ...b]).size;
		expect(Math.abs(shared(0, 1) - jaccard)).toBeLessThan(0.12);
		expect(shared(0, 2)).toBeLessThan(0.1);
		expect(new Set(code(3))).toEqual(new Set([null]));
		expect(code(5).every((each) => each !== null && Number(each) >= 0 && Number(each) <= 1)).toBe(true);
	});

	it('tags', async () => {
		const data = await table({ t: 'VARCHAR' }, [['drama|comedy'], [" comedy | it's"], [null], ['']]);
		const { rows, schema } = await run([{ op: 'split-indicators', params: { column: 't' } }], data);
		expect(schema.map(({ name }) => name)).toEqual(['t', 't=comedy', 't=drama', "t=it's"]);
		expect(column(rows, 't=comedy')).toEqual([1, 1, 0, 0]);
		expect(column(rows, "t=it's")).toEqual([0, 1, 0, 0]);
	});

	it('keeps the most frequent, and the known', async () => {
		const byCount = [...known].sort(
			(a, b) => rowsOf(b).length - rowsOf(a).length || Buffer.compare(Buffer.from(a), Buffer.from(b))
		);
		const top = await run([{ op: 'keep-top', params: { columns: [oddName], count: 2, other: "o'" } }], source, fitOn);
		expect(column(top.rows, oddName)).toEqual(
			words.map((word) => (word === null || byCount.slice(0, 2).includes(word) ? word : "o'"))
		);
		const limited = await run([{ op: 'limit-to-known', params: { columns: [oddName, 'n'] } }], source, fitOn);
		expect(column(limited.rows, oddName)).toEqual(words.map((word) => (known.includes(word ?? '\n') ? word : null)));
		expect(column(limited.rows, 'n')).toEqual(words.map((_, i) => i % 4));
	});

	it('crosses, and leaves one column out', async () => {
		const { rows } = await run(
			[{ op: 'cross-categories', params: { columns: [oddName, 'n'], separator: "'" } }],
			source
		);
		expect(column(rows, 'cross')).toEqual(words.map((word, i) => (word === null ? null : `${word}'${i % 4}`)));
		const first = await run([{ op: 'one-hot', params: { columns: ['n'], drop: 'first' } }], source);
		expect(first.schema.map(({ name }) => name).slice(4)).toEqual(['n=1', 'n=2', 'n=3']);
	});
});

describe('what is not known', () => {
	const seen = table({ c: 'VARCHAR', part: 'BIGINT' }, [
		['a', 1],
		["b's", 1],
		['new', 0],
		[null, 0],
		['a', 0]
	]);
	const known = { fitOn: 'part = 1' };

	it('takes the next number, drops its row, or stops the run', async () => {
		const next = await run([{ op: 'ordinal', params: { columns: ['c'], unseen: 'next' } }], await seen, known);
		expect(column(next.rows, 'c')).toEqual([0, 1, 2, null, 0]);
		const dropped = await run([{ op: 'drop-unknown', params: { columns: ['c'] } }], await seen, known);
		expect(column(dropped.rows, 'c')).toEqual(['a', "b's", 'a']);
		for (const op of ['ordinal', 'one-hot'])
			await expect(run([{ op, params: { columns: ['c'], unseen: 'error' } }], await seen, known)).rejects.toThrow(
				/c: new was not/
			);
	});

	it('counts as missing in columns or a vector', async () => {
		const params = { columns: ['c'], missing: 'column', unseen: 'missing' };
		const columns = await run([{ op: 'one-hot', params }], await seen, known);
		expect(column(columns.rows, 'c is missing')).toEqual([0, 0, 1, 1, 0]);
		const vector = await run([{ op: 'one-hot', params: { ...params, output: 'vector' } }], await seen, known);
		expect(column(vector.rows, 'c_vector')).toEqual(
			[
				[1, 0, 0],
				[0, 1, 0],
				[0, 0, 1],
				[0, 0, 1],
				[1, 0, 0]
			].map((each) => `[${each.join(', ')}]`)
		);
		const onDevice = evaluatePortable(
			portableRecipe(columns.recipe, (await seen).schema),
			columnsOf(await ask(`SELECT * FROM ${(await seen).source}`), (await seen).schema)
		);
		const gap = onDevice.columns.find(({ name }) => name === 'c is missing')?.vector;
		expect(gap?.kind === 'number' ? [...gap.values] : []).toEqual([0, 0, 1, 1, 0]);
	});

	it('is alike in one vector as in columns', async () => {
		const params = { column: 'c', dimension: 3 };
		const columns = await run([{ op: 'similarity-encode', params }], await seen);
		const vector = await run(
			[
				{ op: 'similarity-encode', params: { ...params, output: 'vector' } },
				{ op: 'flatten-vector', params: { column: 'c_vector' } }
			],
			await seen
		);
		for (const i of [0, 1, 2]) expect(column(vector.rows, `c_vector_${i + 1}`)).toEqual(column(columns.rows, `c_${i}`));
	});
});
