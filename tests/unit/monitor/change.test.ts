import { describe, expect, it } from 'vitest';
import { changeOf } from '$lib/core/monitor/change';
import { distributionsOf } from '$lib/core/monitor/distributions';
import { driftDefaults, measureDrift } from '$lib/core/monitor/drift';
import { sharedBins } from '$lib/core/monitor/shared-bins';
import type { Sketch } from '$lib/core/monitor/sketch';
import { numberVector, textVector, type Vector } from '$lib/core/table/columns';

const table = (vector: Vector, rows: number) => ({ rows, columns: [{ name: 'a', type: '', vector }] });

function compare(before: Vector, after: Vector, rows: number) {
	const job = { reference: table(before, rows), current: table(after, rows) };
	const { reference, current } = distributionsOf(job);
	const drift = measureDrift({ ...job, kinds: {}, changed: [], options: driftDefaults }).columns[0];
	const [a, b]: (Sketch | undefined)[] = [reference['a'], current['a']];
	if (!drift || !a || !b) throw new Error('nothing was measured');
	return { change: changeOf(drift, a, b), bins: sharedBins(a, b) };
}

const line = Array.from({ length: 200 }, (_, i) => i);
const numbers = (of: (value: number) => number | null) => numberVector(line.map(of));

describe('changeOf', () => {
	it('says how far a mean moved in standard deviations of the reference', () => {
		// of 0..199 the mean is 99.5 and the population's deviation √((200² - 1) / 12)
		const { change } = compare(
			numbers((i) => i),
			numbers((i) => i + 50),
			200
		);
		expect(change).toMatchObject({ type: 'moved', from: 99.5, to: 149.5 });
		expect(change.type === 'moved' && change.deviations).toBeCloseTo(50 / Math.sqrt((200 ** 2 - 1) / 12), 10);
	});

	it('tells a wider spread and more missing values apart from a move', () => {
		const wide = compare(
			numbers((i) => i - 99.5),
			numbers((i) => 2 * (i - 99.5)),
			200
		).change;
		expect(wide.type === 'spread' && wide.ratio).toBeCloseTo(2, 10);
		const gone = compare(
			numbers((i) => i),
			numbers((i) => (i % 2 === 0 ? null : i)),
			200
		).change;
		expect(gone).toEqual({ type: 'missing', from: 0, to: 0.5 });
	});

	it('names the value whose share changed most', () => {
		const before = textVector(line.map((i) => (i < 100 ? 'jazz' : i < 180 ? 'rock' : 'folk')));
		const after = textVector(line.map((i) => (i < 20 ? 'jazz' : i < 110 ? 'rock' : 'noise')));
		const { change, bins } = compare(before, after, 200);
		expect(change).toEqual({ type: 'value', value: 'noise', from: 0, to: 0.45 });
		expect(bins.map(({ value, reference, current }) => [value, reference, current])).toEqual([
			['jazz', 0.5, 0.1],
			['rock', 0.4, 0.45],
			['noise', 0, 0.45],
			['folk', 0.1, 0]
		]);
	});
});

it('lists ten bins between the deciles, open at both ends, and the rest of many values in one', () => {
	const { bins } = compare(
		numbers((i) => i),
		numbers(() => 199),
		200
	);
	expect(bins.map(({ current }) => current)).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
	expect(bins.every(({ reference }) => Math.abs(reference - 0.1) < 1e-12)).toBe(true);
	expect([bins[0]?.from, bins[9]?.to]).toEqual([null, null]);
	const many = textVector(line.map((i) => `v${i % 40}`));
	const listed = compare(many, many, 200).bins;
	expect(listed).toHaveLength(11);
	expect(listed[10]).toMatchObject({ value: null });
	expect(listed[10]?.current).toBeCloseTo(0.75, 10);
});
