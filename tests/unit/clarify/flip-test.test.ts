import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flipTests, type FlipTest, type FlipTestInput } from '$lib/core/clarify/flip-test';

interface Row {
	readonly x: number;
	readonly z: number;
	readonly d: boolean;
	readonly p: 0 | 1;
}

/** By definition: sort the rest by distance and row, take k; the range by trying every choice among the ties. */
function brute(rows: readonly Row[]): { value: number; lowest: number; highest: number } {
	const rest = rows.map((row, at) => ({ ...row, at })).filter((row) => !row.d);
	const facet = rows.filter((row) => row.d);
	const k = rest.length <= 9 ? 1 : 5;
	const sums = { value: 0, lowest: 0, highest: 0 };
	for (const row of facet) {
		const near = rest
			.map((other) => ({ p: other.p, at: other.at, far: (other.x - row.x) ** 2 + (other.z - row.z) ** 2 }))
			.sort((a, b) => a.far - b.far || a.at - b.at);
		const vote = (list: readonly { p: number }[]) => (list.filter(({ p }) => p === 1).length * 2 > k ? 1 : 0);
		const reach = near[k - 1]?.far ?? Infinity;
		const sure = near.filter(({ far }) => far < reach);
		const tied = near.filter(({ far }) => far === reach);
		const votes: number[] = [];
		const choose = (from: number, chosen: { p: number }[]) => {
			if (chosen.length === k) return void votes.push(vote(chosen));
			for (let next = from; next < tied.length; next++) choose(next + 1, [...chosen, ...tied.slice(next, next + 1)]);
		};
		choose(0, sure);
		sums.value += row.p - vote(near.slice(0, k));
		sums.lowest += row.p - Math.max(...votes);
		sums.highest += row.p - Math.min(...votes);
	}
	return {
		value: sums.value / facet.length,
		lowest: sums.lowest / facet.length,
		highest: sums.highest / facet.length
	};
}

const go = () => Promise.resolve();

function inputOf(rows: readonly { x: number; z: number; g: number; p: 0 | 1 }[], groups: number): FlipTestInput {
	return {
		points: Float64Array.from(rows.flatMap(({ x, z }) => [x, z])),
		columns: 2,
		group: Int32Array.from(rows, ({ g }) => g),
		groups,
		predicted: Uint8Array.from(rows, ({ p }) => p),
		drawnFrom: null
	};
}

const rowArb = (coordinate: fc.Arbitrary<number>) =>
	fc.record({
		x: coordinate,
		z: coordinate,
		g: fc.integer({ min: -1, max: 2 }),
		p: fc.constantFrom(0 as const, 1 as const)
	});

it.each([
	['many ties', fc.integer({ min: 0, max: 3 })],
	['few spots far apart', fc.constantFrom(0, 1, 1e6, -1e9)],
	['any numbers', fc.double({ min: -1e3, max: 1e3, noNaN: true })]
])('finds the neighbours and the range over ties that the definition gives, with %s', async (_, coordinate) => {
	await fc.assert(
		fc.asyncProperty(fc.array(rowArb(coordinate), { minLength: 2, maxLength: 32 }), async (rows) => {
			const found = await flipTests(inputOf(rows, 3), go);
			found.forEach((flip, own) => {
				const split = rows.map((row) => ({ ...row, d: row.g === own }));
				if (!split.some(({ d }) => d)) return expect(flip).toMatchObject({ value: null, reason: 'empty-facet' });
				if (split.every(({ d }) => d)) return expect(flip).toMatchObject({ value: null, reason: 'empty-rest' });
				const truth = brute(split);
				expect(flip.value).toBeCloseTo(truth.value, 12);
				expect(flip.lowest).toBeCloseTo(truth.lowest, 12);
				expect(flip.highest).toBeCloseTo(truth.highest, 12);
				return undefined;
			});
		})
	);
});

it('answers for rows that all stand on one spot, however many', async () => {
	const rows = Array.from({ length: 30_000 }, (_, at) => ({ x: 1, z: 2, g: at % 2, p: at % 4 === 0 ? 1 : 0 }) as const);
	const [facet, other] = await flipTests(inputOf(rows, 2), go);
	// group 0 is predicted positive every other time, group 1 never: its first five rows are the neighbours of all
	expect(facet).toMatchObject({ value: 0.5, lowest: 0.5, highest: 0.5 });
	expect(other).toMatchObject({ value: -1, lowest: -1, highest: 0 });
});

it('leaves incomplete rows out and says so', async () => {
	const input = {
		points: Float64Array.of(1, NaN, 1, 2),
		columns: 1,
		group: Int32Array.of(0, 0, -1, -1),
		groups: 1,
		predicted: Uint8Array.of(1, 0, 0, 1),
		drawnFrom: null
	};
	const one: FlipTest = {
		value: 1,
		lowest: 1,
		highest: 1,
		reason: 'rows-incomplete',
		incomplete: 1,
		sampled: null
	};
	expect(await flipTests(input, go)).toEqual([one]);
	expect(await flipTests({ ...input, drawnFrom: 100 }, go)).toEqual([{ ...one, reason: 'rows-sampled', sampled: 4 }]);
	expect(await flipTests({ ...input, points: new Float64Array(), columns: 0 }, go)).toMatchObject([
		{ value: null, reason: 'no-numeric-columns' }
	]);
});
