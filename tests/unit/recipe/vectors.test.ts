import { describe, expect, it } from 'vitest';
import { evaluatePortable } from '$lib/core/recipe/evaluate';
import { portableRecipe } from '$lib/core/recipe/to-portable';
import golden from '../../golden/vectors.json';
import { close, column, oddName, sum } from './definition';
import { ask, columnsOf, run, table, type Row } from './native';

/** Golden values are scikit-learn's (tests/golden/vectors.py); what is simple is computed here by definition. */
const texts = await table({ [oddName]: 'VARCHAR', id: 'BIGINT' }, [
	...golden.texts.map((text, i) => [text, i] as const),
	[null, golden.texts.length]
]);
const names = ['a', 'b', "c's", 'd', 'e'];
const numbers = await table(Object.fromEntries(names.map((name) => [name, 'DOUBLE'])), golden.numbers);
const assembled = { op: 'assemble', params: { columns: names, name: 'v', keep: false } };

function closeTable(
	rows: readonly Row[],
	columns: readonly string[],
	wanted: readonly (readonly number[])[],
	digits = 9
) {
	columns.forEach((name, j) =>
		close(
			rows.slice(0, wanted.length),
			name,
			wanted.map((row) => row[j] ?? NaN),
			digits
		)
	);
}

describe('text', () => {
	const word = { minLength: 2 };
	const cases = {
		counts: ['word-counts', word],
		binary: ['word-counts', { ...word, binary: true, lowerCase: false }],
		pairs: ['word-counts', { ...word, longest: 2, minDocuments: 2, maxDocuments: 0.4 }],
		characters: ['word-counts', { tokens: 'characters', shortest: 2, longest: 3, minDocuments: 3 }],
		charactersInWords: ['word-counts', { tokens: 'characters-in-words', shortest: 2, longest: 5, minDocuments: 2 }],
		spaces: ['word-counts', { tokens: 'spaces', minDocuments: 2 }],
		tfidf: ['tf-idf', word],
		tfidfPlain: ['tf-idf', { ...word, idf: 'plain', sublinear: true, norm: 'l1', minDocuments: 2 }],
		tfidfRaw: ['tf-idf', { ...word, norm: 'none', binary: true }]
	} as const;

	it.each(Object.entries(cases))('as scikit-learn: %s', async (name, [op, params]) => {
		const wanted = Object.entries(golden.text).find(([each]) => each === name)?.[1] ?? { terms: [], rows: [] };
		const given = { column: oddName, most: 1000, into: 't', ...params };
		const { rows, schema } = await run([{ op, params: given }], texts);
		const made = schema.slice(2).map((field) => field.name);
		const lower = wanted.terms.map((term) => term.toLowerCase());
		const twice = lower.filter((term, i) => lower.indexOf(term) < i).length;
		expect(made.filter((each) => /\(\d\)$/.test(each))).toHaveLength(twice);
		expect(
			made.map((each) =>
				each
					.replace(/^t_/, '')
					.replace(/ \(\d\)$/, '')
					.toLowerCase()
			)
		).toEqual(lower);
		closeTable(rows, made, wanted.rows);
		for (const each of made) expect(rows.at(-1)?.[each]).toBeNull();
		const vector = await run(
			[
				{ op, params: { ...given, output: 'vector' } },
				{ op: 'flatten-vector', params: { column: 't' } }
			],
			texts
		);
		closeTable(
			vector.rows,
			made.map((_, i) => `t_${i + 1}`),
			wanted.rows
		);
	});

	it('learns words from the rows to learn from', async () => {
		const { schema, recipe } = await run(
			[{ op: 'tf-idf', params: { column: oddName, minLength: 2, keep: false } }],
			texts,
			{ fitOn: 'id < 2' }
		);
		expect(schema.map(({ name }) => name)).toEqual([
			'id',
			...['godfather', 'ii', 'part', 'the'].map((each) => `${oddName}_${each}`)
		]);
		expect(recipe.steps[0]?.fitted).toMatchObject({
			documents: 2,
			terms: [{ term: 'godfather', documents: 2 }, {}, {}, {}]
		});
	});

	it('keeps the most frequent, drops stop words, and counts what is rare in a text as none', async () => {
		const most = await run([{ op: 'word-counts', params: { column: oddName, most: 2, keep: false } }], texts);
		expect(most.schema.map(({ name }) => name.split('_').at(-1))).toEqual(['id', 'life', 'the']);
		const stopped = await run(
			[{ op: 'word-counts', params: { column: oddName, most: 2, stopWords: 'english', keep: false } }],
			texts
		);
		expect(stopped.schema.map(({ name }) => name.split('_').at(-1))).toEqual(['id', 'life', 'part']);
		const rare = await run(
			[{ op: 'word-counts', params: { column: oddName, most: 2, minCount: 0.5, into: 'w' } }],
			texts
		);
		expect(rare.rows[5]).toMatchObject({ w_the: 4, w_life: 0 });
		expect(rare.rows[1]).toMatchObject({ w_the: 0 });
	});

	it('splits by a pattern, at gaps or as tokens', async () => {
		const odd = await table({ t: 'VARCHAR' }, [["a-b--it's"], ['b-"q"']]);
		const gaps = await run(
			[{ op: 'word-counts', params: { column: 't', tokens: 'pattern', pattern: '-+', keep: false } }],
			odd
		);
		expect(gaps.rows).toEqual([
			{ 't_"q"': 0, t_a: 1, t_b: 1, "t_it's": 1 },
			{ 't_"q"': 1, t_a: 0, t_b: 1, "t_it's": 0 }
		]);
		const tokens = await run(
			[{ op: 'word-counts', params: { column: 't', tokens: 'pattern', pattern: '[ab]', gaps: false, keep: false } }],
			odd
		);
		expect(tokens.rows).toEqual([
			{ t_a: 1, t_b: 1 },
			{ t_a: 0, t_b: 1 }
		]);
	});

	it('is not led astray by the names of columns', async () => {
		const odd = await table({ t: 'VARCHAR', e: 'VARCHAR', w: 'BIGINT', i: 'BIGINT', counts: 'VARCHAR' }, [
			['a a b', 'x', 1, 2, 'y']
		]);
		for (const tokens of ['words', 'characters-in-words']) {
			const { rows } = await run(
				[{ op: 'word-counts', params: { column: 't', tokens, shortest: 1, longest: 3, minCount: 2 } }],
				odd
			);
			expect(rows[0]).toMatchObject({ t: 'a a b', e: 'x', w: 1, i: 2, counts: 'y', t_a: 2, t_b: 0 });
		}
	});

	it('hashes words by their MD5', async () => {
		for (const signed of [false, true]) {
			const { rows } = await run(
				[{ op: 'hash-words', params: { column: oddName, count: 7, signed, into: 'h' } }],
				texts
			);
			const wanted = signed ? golden.hashed.signed : golden.hashed.plain;
			closeTable(
				rows,
				[0, 1, 2, 3, 4, 5, 6].map((i) => `h_${i}`),
				wanted
			);
			const weighted = await run(
				[
					{
						op: 'hash-words',
						params: { column: oddName, count: 7, signed, into: 'h', idf: 'zero-based', minDocuments: 6, norm: 'l1' }
					}
				],
				texts
			);
			const n = golden.texts.length;
			const documents = golden.hashed.plain.reduce(
				(counts, row) => counts.map((count, i) => count + Number((row[i] ?? 0) > 0)),
				Array.from({ length: 7 }, () => 0)
			);
			const idf = documents.map((count) => (count < 6 ? 0 : Math.log((n + 1) / (count + 1))));
			const raw = wanted.map((row) => row.map((x, i) => x * (idf[i] ?? 0)));
			closeTable(
				weighted.rows,
				[0, 1, 2, 3, 4, 5, 6].map((i) => `h_${i}`),
				raw.map((row) => row.map((x) => x / (sum(row.map(Math.abs)) || 1)))
			);
		}
	});

	it('has nothing to learn from an empty table', async () => {
		const none = await table({ t: 'VARCHAR' }, []);
		for (const op of ['word-counts', 'tf-idf', 'hash-words'])
			expect((await run([{ op, params: { column: 't' } }], none)).rows, op).toEqual([]);
		const blank = await table({ t: 'VARCHAR' }, [[''], [null]]);
		expect((await run([{ op: 'tf-idf', params: { column: 't', keep: false, output: 'vector' } }], blank)).rows).toEqual(
			[{ t_vector: '[]' }, { t_vector: null }]
		);
	});
});

describe('fewer dimensions', () => {
	const cases = [
		['pca', { scale: false, count: 3 }, golden.pca.plain, 'pc'],
		['pca', { count: 2 }, golden.pca.scaled, 'pc'],
		['pca', { by: 'variance', variance: 0.9 }, golden.pca.variance, 'pc'],
		['truncated-svd', { count: 3 }, golden.svd, 'svd']
	] as const;
	it.each(cases)('as scikit-learn: %s %j', async (op, params, wanted, prefix) => {
		const made = (wanted[0] ?? []).map((_, i) => `${prefix}_${i + 1}`);
		const { rows, schema, recipe } = await run([{ op, params: { columns: names, keep: false, ...params } }], numbers);
		expect(schema.map(({ name }) => name)).toEqual(made);
		closeTable(rows, made, wanted, 6);
		const onDevice = evaluatePortable(
			portableRecipe(recipe, numbers.schema),
			columnsOf(await ask(`SELECT * FROM ${numbers.source}`), numbers.schema)
		);
		for (const name of made) {
			const vector = onDevice.columns.find((each) => each.name === name)?.vector;
			close(rows, name, vector?.kind === 'number' ? [...vector.values] : [], 9);
		}
		const vectors = await run(
			[
				assembled,
				{ op, params: { columns: ['v'], output: 'vector', name: 'out', ...params } },
				{ op: 'flatten-vector', params: { column: 'out', into: prefix } }
			],
			numbers
		);
		closeTable(vectors.rows, made, wanted, 6);
	});

	it('takes no means off when not asked, and is missing where a number is', async () => {
		const gaps = await table({ x: 'DOUBLE', y: 'DOUBLE' }, [
			[1, 1],
			[2, 2],
			[3, 3],
			[null, 4]
		]);
		const { rows } = await run(
			[{ op: 'pca', params: { columns: ['x', 'y'], count: 1, centre: false, scale: false, keep: false } }],
			gaps
		);
		close(rows, 'pc_1', [Math.SQRT2, 2 * Math.SQRT2, 3 * Math.SQRT2, null]);
	});

	it('mixes at random, the same with the same seed', async () => {
		for (const method of ['gaussian', 'sparse']) {
			const step = { op: 'random-projection', params: { columns: names, count: 400, method, seed: 5, keep: false } };
			const { rows } = await run([step], numbers);
			expect((await run([step], numbers)).rows).toEqual(rows);
			const size = (values: readonly number[]) => Math.sqrt(sum(values.map((x) => x * x)));
			const ratio = size(Object.values(rows[0] ?? {}).map(Number)) / size(golden.numbers[0] ?? []);
			expect(ratio).toBeGreaterThan(0.8);
			expect(ratio).toBeLessThan(1.2);
		}
	});

	it('refuses vectors that are too long to learn from', async () => {
		const long = await table({ t: 'VARCHAR' }, [[Array.from({ length: 201 }, (_, i) => i).join(' ')]]);
		const steps = [
			{ op: 'parse-vector', params: { columns: ['t'] } },
			{ op: 'pca', params: { columns: ['t'] } }
		];
		await expect(run(steps, long)).rejects.toMatchObject({ code: 'recipe/params-invalid' });
	});
});

describe('k-means', () => {
	it.each([
		['plain', false, 4],
		['scaled', true, 5]
	] as const)('as scikit-learn from the first rows: %s', async (name, scale, count) => {
		const wanted = golden.kmeans[name];
		const { rows, recipe } = await run(
			[{ op: 'k-means', params: { columns: names, count, scale, start: 'first-rows', distances: 'each' } }],
			numbers
		);
		close(rows, 'cluster', wanted.labels);
		closeTable(
			rows,
			Array.from({ length: count }, (_, k) => `cluster_distance_${k}`),
			wanted.distances,
			6
		);
		const onDevice = evaluatePortable(
			portableRecipe(recipe, numbers.schema),
			columnsOf(await ask(`SELECT * FROM ${numbers.source}`), numbers.schema)
		);
		for (const each of ['cluster', 'cluster_distance_1']) {
			const vector = onDevice.columns.find((found) => found.name === each)?.vector;
			close(rows, each, vector?.kind === 'number' ? [...vector.values] : []);
		}
	});

	it('finds groups that are far apart, whatever the seed', async () => {
		const far = await table(
			{ x: 'DOUBLE', y: 'DOUBLE' },
			Array.from({ length: 90 }, (_, i) => [(i % 3) * 100 + (i % 7), i % 5])
		);
		for (const seed of [0, 1, 2]) {
			const { rows } = await run(
				[{ op: 'k-means', params: { columns: ['x', 'y'], count: 3, scale: false, seed, distances: 'own' } }],
				far
			);
			expect(column(rows, 'cluster')).toEqual(Array.from({ length: 90 }, (_, i) => i % 3));
		}
	});

	it('learns fewer clusters than asked where rows are alike, and gives none where a number is missing', async () => {
		const few = await table({ x: 'DOUBLE' }, [[1], [1], [5], [null]]);
		const { rows } = await run([{ op: 'k-means', params: { columns: ['x'], count: 4 } }], few);
		expect(column(rows, 'cluster')).toEqual([0, 0, 1, null]);
	});
});

describe('vectors', async () => {
	it('assembles numbers and vectors, and flattens them again', async () => {
		const source = await table({ a: 'BIGINT', b: 'DOUBLE', t: 'VARCHAR' }, [
			[1, 2.5, '[3, 4]'],
			[5, null, '(6;7|8)'],
			[9, 10, null]
		]);
		const steps = (gaps: string, length: string) => [
			{ op: 'parse-vector', params: { columns: ['t'] } },
			{ op: 'assemble', params: { columns: ['a', 'b', 't'], name: 'v', missing: gaps, keep: false } },
			{ op: 'flatten-vector', params: { column: 'v', length, count: 2 } }
		];
		expect((await run(steps('keep', 'first'), source)).rows).toEqual([
			{ v_1: 1, v_2: 2.5, v_3: 3, v_4: 4 },
			{ v_1: 5, v_2: null, v_3: 6, v_4: 7 },
			{ v_1: null, v_2: null, v_3: null, v_4: null }
		]);
		expect((await run(steps('missing', 'longest'), source)).rows[1]).toEqual({
			v_1: null,
			v_2: null,
			v_3: null,
			v_4: null
		});
		expect((await run(steps('keep', 'longest'), source)).rows[1]).toEqual({
			v_1: 5,
			v_2: null,
			v_3: 6,
			v_4: 7,
			v_5: 8
		});
		expect((await run(steps('keep', 'count'), source)).rows[0]).toEqual({ v_1: 1, v_2: 2.5 });
	});

	it.each(['l1', 'l2', 'max'] as const)('normalises as scikit-learn: %s', async (norm) => {
		const { rows } = await run(
			[
				assembled,
				{ op: 'normalise-vector', params: { columns: ['v'], norm } },
				{ op: 'flatten-vector', params: { column: 'v' } }
			],
			numbers
		);
		closeTable(
			rows,
			names.map((_, i) => `v_${i + 1}`),
			golden.normalised[norm]
		);
	});

	const left = [
		[1, -2, 3],
		[0, 0, 0],
		[4, 5, 6],
		[1, 2, 3]
	];
	const right = [
		[2, 2, -1],
		[1, 1, 1],
		[4, 5, 6],
		[1, 2]
	];
	const written = (values: readonly number[] | undefined) => (values ? values.join(' ') : null);
	const pairs = await table(
		{ a: 'VARCHAR', b: 'VARCHAR' },
		left.map((values, i) => [written(values), written(right[i])])
	);
	const both = { op: 'parse-vector', params: { columns: ['a', 'b'] } };
	const zip = (i: number, make: (x: number, y: number) => number) =>
		(left[i] ?? []).map((x, j) => make(x, right[i]?.[j] ?? NaN));
	const size = (values: readonly number[] = []) => Math.sqrt(sum(values.map((x) => x * x)));
	const cosine = [0, 1, 2].map((i) => (i === 1 ? null : sum(zip(i, (x, y) => x * y)) / size(left[i]) / size(right[i])));
	const distances = {
		euclidean: (i: number) => size(zip(i, (x, y) => x - y)),
		squared: (i: number) => size(zip(i, (x, y) => x - y)) ** 2,
		manhattan: (i: number) => sum(zip(i, (x, y) => Math.abs(x - y))),
		chebyshev: (i: number) => Math.max(...zip(i, (x, y) => Math.abs(x - y))),
		cosine: (i: number) => (cosine[i] === null ? null : 1 - (cosine[i] ?? NaN)),
		canberra: (i: number) => sum(zip(i, (x, y) => (x === y ? 0 : Math.abs(x - y) / (Math.abs(x) + Math.abs(y)))))
	};

	it.each(Object.entries(distances))('measures distances of two: %s', async (metric, of) => {
		const { rows } = await run([both, { op: 'vector-distance', params: { left: 'a', right: 'b', metric } }], pairs);
		close(rows, 'distance', [of(0), of(1), of(2), null]);
	});

	it('multiplies, adds and subtracts two', async () => {
		const dot = await run(
			[
				both,
				{ op: 'dot-product', params: { left: 'a', right: 'b' } },
				{ op: 'cosine-similarity', params: { left: 'a', right: 'b' } }
			],
			pairs
		);
		close(dot.rows, 'dot', [...[0, 1, 2].map((i) => sum(zip(i, (x, y) => x * y))), null]);
		close(dot.rows, 'similarity', [...cosine, null]);
		for (const [op, name, make] of [
			['add-vectors', 'sum', (x: number, y: number) => x + y],
			['subtract-vectors', 'difference', (x: number, y: number) => x - y],
			['multiply-vectors', 'product', (x: number, y: number) => x * y]
		] as const) {
			const { rows } = await run(
				[both, { op, params: { left: 'a', right: 'b' } }, { op: 'flatten-vector', params: { column: name } }],
				pairs
			);
			closeTable(
				rows,
				[1, 2, 3].map((i) => `${name}_${i}`),
				[0, 1, 2].map((i) => zip(i, make))
			);
			expect(rows[3]?.[`${name}_1`]).toBeNull();
		}
	});

	it('measures the distance to the centre learned, or to numbers given', async () => {
		const centre = [0, 1, 2].map((j) => sum(left.map((row) => row[j] ?? NaN)) / left.length);
		const { rows } = await run([both, { op: 'distance-to-vector', params: { column: 'a' } }], pairs);
		close(
			rows,
			'distance',
			left.map((row) => size(row.map((x, j) => x - (centre[j] ?? NaN))))
		);
		const given = await run(
			[
				both,
				{ op: 'distance-to-vector', params: { column: 'b', target: 'given', vector: [1, 2], metric: 'manhattan' } }
			],
			pairs
		);
		close(given.rows, 'distance', [null, null, null, 0]);
	});

	it('gives one number of each vector', async () => {
		const gaps = await table({ t: 'VARCHAR' }, [['3, x, -5, 3'], ['1e400'], [''], [null]]);
		const found = async (op: string) => {
			const steps = [
				{ op: 'parse-vector', params: { columns: ['t'] } },
				{ op, params: { columns: ['t'], suffix: '_found' } }
			];
			return column((await run(steps, gaps)).rows, 't_found');
		};
		expect(await found('vector-argmax')).toEqual([1, null, null, null]);
		expect((await found('vector-norm'))[0]).toBeCloseTo(size([3, -5, 3]), 12);
	});

	it('scales', async () => {
		const { rows } = await run(
			[both, { op: 'scale-vector', params: { columns: ['a'], factor: -2, offset: 1 } }],
			pairs
		);
		expect(column(rows, 'a')).toEqual(left.map((row) => `[${row.map((x) => 1 - 2 * x).join(', ')}]`));
	});
});

it('drops columns that hardly vary in the rows to learn from', async () => {
	const source = await table({ a: 'DOUBLE', b: 'DOUBLE', c: 'DOUBLE', t: 'VARCHAR' }, [
		[1, 0, 5, 'x'],
		[1.1, 10, 5, 'y'],
		[9, 20, 6, 'z']
	]);
	const { schema } = await run([{ op: 'drop-low-variance' }], source, { fitOn: 'a < 2' });
	expect(schema.map(({ name }) => name)).toEqual(['b', 't']);
});
