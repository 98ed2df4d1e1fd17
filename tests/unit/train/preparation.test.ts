import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binEdges } from '$lib/core/train/bins';
import { fitFeaturizer, mostCategories } from '$lib/core/train/featurizer';
import { holdOut } from '$lib/core/train/holdout';
import { guessTask } from '$lib/core/train/target';
import { encodeFeatures, oneHotBlocks } from '$lib/core/train/encode';
import { makePart } from '$lib/core/train/problem';
import { table } from './jobs';

describe('hold-out', () => {
	it('keeps the share of every class, takes no row twice, and repeats by seed', () => {
		const strata = Float64Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 1 : i % 100 === 1 ? NaN : 0));
		const test = holdOut(strata, 0.25, true, 3);
		expect(new Set(test).size).toBe(test.length);
		expect(test.filter((row) => strata[row] === 1).length).toBe(25);
		expect(test.some((row) => Number.isNaN(strata[row] ?? NaN))).toBe(false);
		expect(holdOut(strata, 0.25, true, 3)).toEqual(test);
		expect(holdOut(strata, 0.25, true, 4)).not.toEqual(test);
	});
	it('never takes the only row of a class', () => {
		const strata = Float64Array.from([0, 0, 0, 0, 1]);
		for (let seed = 0; seed < 30; seed++) expect(holdOut(strata, 0.5, true, seed)).not.toContain(4);
	});
});

describe('bin edges', () => {
	it('separate every two distinct values when they are few, and never make more bins than asked', () => {
		fc.assert(
			fc.property(
				fc.array(fc.float({ noNaN: true, noDefaultInfinity: true }), { maxLength: 300 }),
				fc.integer({ min: 2, max: 40 }),
				(values, most) => {
					const sorted = Float32Array.from([...values, NaN]).sort();
					const edges = binEdges(sorted, most);
					const distinct = [...new Set(sorted)].filter((value) => !Number.isNaN(value) && !Object.is(value, -0));
					const bin = (x: number) => edges.filter((edge) => edge < x).length;
					expect(edges.length).toBeLessThan(most);
					if (new Set(values.map((value) => value + 0)).size <= most)
						expect(new Set(distinct.map(bin)).size).toBe(new Set(distinct.map((value) => value + 0)).size);
					edges.forEach((edge, at) => expect(at === 0 || edge > (edges[at - 1] ?? 0)).toBe(true));
				}
			)
		);
	});
});

describe('the featurizer', () => {
	const size = [1, 2, null, 4, 100];
	const colour = ['red', null, 'blue', 'red', 'green'];
	const columns = table({ size, colour, y: [0, 1, 0, 1, 1] });
	const target = { name: 'y', values: Float64Array.from([0, 1, 0, 1, 1]) };
	const train = Int32Array.of(0, 1, 2, 3);
	const encode = (estimator: 'linear' | 'trees') => {
		const fitted = fitFeaturizer(columns, {}, estimator, target, [], train);
		const width = fitted.features.length;
		const x = new Float32Array(columns.rows * width);
		encodeFeatures(fitted.inputs, fitted.encoders, columns, null, x, { rowStride: width, columnStride: 1 });
		return { fitted, row: (at: number) => Array.from(x.subarray(at * width, (at + 1) * width)) };
	};

	it('learns from the training rows alone and names what it makes', () => {
		const { fitted, row } = encode('linear');
		expect(fitted.features).toEqual(['size', 'size is missing', 'colour=red', 'colour=', 'colour=blue']);
		expect(fitted.featureInputs).toEqual([0, 0, 1, 1, 1]);
		const mean = 7 / 3;
		const deviation = Math.sqrt(((1 - mean) ** 2 + (2 - mean) ** 2 + (4 - mean) ** 2) / 4);
		expect(row(0)[0]).toBeCloseTo((1 - mean) / deviation, 5);
		expect(row(2)).toEqual([0, 1, 0, 0, 1]);
		expect(row(4).slice(1)).toEqual([0, 0, 0, 0]);
	});
	it('gives the places of categories where they are read as codes, and the other features without them', () => {
		const fitted = fitFeaturizer(columns, {}, 'mlp', target, [], train);
		const blocks = oneHotBlocks(fitted.encoders);
		expect(blocks).toEqual([{ input: 'colour', first: 2, count: 3 }]);
		const labels = { values: target.values, classes: [], missing: 0 };
		const rows = Int32Array.of(4, 1, 0, 2);
		const part = makePart(columns, fitted, labels, { mean: 0, scale: 1 }, rows, () => 1);
		const codes = new Int32Array(8).fill(-1);
		part.encodeCodes(codes, { rowStride: 2, columnStride: 1 }, blocks);
		expect(Array.from(codes)).toEqual([3, -1, 1, -1, 0, -1, 2, -1]);
		const x = new Float32Array(12);
		part.encode(x, { rowStride: 3, columnStride: 1 }, blocks);
		const all = new Float32Array(20);
		part.encode(all, { rowStride: 5, columnStride: 1 });
		for (let row = 0; row < 4; row++) {
			expect(Array.from(x.subarray(row * 3, row * 3 + 3))).toEqual([all[row * 5], all[row * 5 + 1], 0]);
			const hot = Array.from(all.subarray(row * 5 + 2, row * 5 + 5));
			expect(hot.indexOf(1)).toBe(codes[row * 2] === 3 ? -1 : codes[row * 2]);
		}
	});
	it('tells more categories apart for a net that embeds them', () => {
		const words = Array.from({ length: 600 }, (_, i) => `w${i % 100}`);
		const wide = table({ words, y: words.map((_, i) => i % 2) });
		const widthOf = (embedding: number) => {
			const most = mostCategories('mlp', { embedding });
			const rows = Int32Array.from(words.keys());
			return fitFeaturizer(wide, {}, 'mlp', { name: 'y', values: new Float64Array(600) }, [], rows, most).features
				.length;
		};
		expect([widthOf(0), widthOf(8)]).toEqual([40, 100]);
	});
	it('tells fewer apart where columns are so many that features would be too many', () => {
		const words = Array.from({ length: 600 }, (_, i) => `w${i % 200}`);
		const names = Array.from({ length: 21 }, (_, at) => `column ${at}`);
		const wide = table({ ...Object.fromEntries(names.map((name) => [name, words])), y: words.map((_, i) => i % 2) });
		const rows = Int32Array.from(words.keys());
		const target = { name: 'y', values: new Float64Array(600) };
		expect(fitFeaturizer(wide, {}, 'mlp', target, [], rows, 200).features.length).toBe(21 * 40);
	});
	it('leaves numbers raw for trees, and numbers categories by falling frequency', () => {
		expect(encode('trees').row(0)).toEqual([1, 0]);
		expect(encode('trees').row(2)).toEqual([NaN, 2]);
		expect(encode('trees').row(4)).toEqual([100, NaN]);
		expect(encode('trees').fitted.categories).toEqual([0, 3]);
	});
	it('drops by kind and orders what is too varied for sets of categories by its mean target', () => {
		const names = Array.from({ length: 900 }, (_, i) => `v${String(i % 300).padStart(3, '0')}`);
		const y = names.map((name) => Number(name < 'v150'));
		const many = table({ names, key: names.map((_, i) => i), y });
		const fitted = fitFeaturizer(
			many,
			{ key: 'identifier' },
			'trees',
			{ name: 'y', values: Float64Array.from(y) },
			[],
			Int32Array.from(y.keys())
		);
		expect(fitted.dropped).toEqual([{ column: 'key', reason: 'identifier' }]);
		const encoder = fitted.encoders[0];
		expect(encoder?.type).toBe('ordinal');
		if (encoder?.type === 'ordinal')
			expect(encoder.categories.indexOf('v250')).toBeLessThan(encoder.categories.indexOf('v030'));
	});
});

describe('the task', () => {
	it('is guessed from what the target holds', () => {
		const columns = table({ label: ['a', 'b'], few: [1, 2], real: [1.5, 2], declared: [1.5, 2] });
		expect(guessTask(columns, 'label', undefined)).toBe('classification');
		expect(guessTask(columns, 'few', 'numeric')).toBe('classification');
		expect(guessTask(columns, 'real', 'numeric')).toBe('regression');
		expect(guessTask(columns, 'declared', 'categorical')).toBe('classification');
	});
});
