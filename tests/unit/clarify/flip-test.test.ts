import fc from 'fast-check';
import { expect, it } from 'vitest';
import { flipTest } from '$lib/core/clarify/flip-test';

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

it('finds the neighbours and the range over ties that the definition gives', async () => {
	const coordinate = fc.integer({ min: 0, max: 3 });
	const row = fc.record({ x: coordinate, z: coordinate, d: fc.boolean(), p: fc.constantFrom(0 as const, 1 as const) });
	await fc.assert(
		fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 24 }), async (rows) => {
			fc.pre(rows.some(({ d }) => d) && rows.some(({ d }) => !d));
			const found = await flipTest(
				{
					points: Float64Array.from(rows.flatMap(({ x, z }) => [x, z])),
					columns: 2,
					facet: Uint8Array.from(rows, ({ d }) => Number(d)),
					predicted: Uint8Array.from(rows, ({ p }) => p)
				},
				() => Promise.resolve()
			);
			const truth = brute(rows);
			expect(found.value).toBeCloseTo(truth.value, 12);
			expect(found.lowest).toBeCloseTo(truth.lowest, 12);
			expect(found.highest).toBeCloseTo(truth.highest, 12);
		})
	);
});

it('leaves incomplete rows out and says so', async () => {
	const found = await flipTest(
		{
			points: Float64Array.of(1, NaN, 1, 2),
			columns: 1,
			facet: Uint8Array.of(1, 1, 0, 0),
			predicted: Uint8Array.of(1, 0, 0, 1)
		},
		() => Promise.resolve()
	);
	expect(found).toEqual({ value: 1, lowest: 1, highest: 1, reason: 'rows-incomplete', incomplete: 1 });
});
