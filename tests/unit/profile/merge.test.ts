import { describe, expect, it } from 'vitest';
import { mergeProfiles } from '$lib/core/profile/merge';
import { Recorder, type Phase } from '$lib/core/profile/recorder';
import { expectNested, readSpans } from './nesting';

/** A thread that began at `origin` (since 1970) and had phases ending at the times given, on its own clock from 7 on. */
function thread(worker: string, origin: number, phases: readonly (readonly [Phase, number])[]) {
	let now = 7;
	const recorder = new Recorder(() => now, [], worker, { timeOrigin: origin - 7 });
	for (const [phase, until] of phases) {
		now = 7 + until;
		recorder.lap(phase);
		recorder.step();
	}
	recorder.gauge('wasm', 5);
	return recorder.profile();
}

describe('profiles of two threads', () => {
	const page = thread('page', 1000, [
		['table', 10],
		['train', 50],
		['keep', 60]
	]);
	const call = { from: 10, to: 50 };
	const startOf = (origin: number) => {
		const merged = mergeProfiles(
			page,
			thread('train', origin, [
				['read', 5],
				['forward', 30]
			]),
			call
		);
		expectNested(merged);
		return readSpans(merged).find(({ name }) => name === 'read')?.start;
	};

	it('are laid over each other by their clocks', () => {
		expect(startOf(1015)).toBe(15);
		expect(startOf(1010)).toBe(10);
	});

	it('go in the middle of the call when a clock was set meanwhile', () => {
		expect(startOf(1015 + 3_600_000)).toBe(15);
		expect(startOf(1009)).toBe(15);
		expect(startOf(-4000)).toBe(15);
	});

	it('keep everything under one set of names', () => {
		const train = thread('train', 1015, [
			['read', 5],
			['forward', 30]
		]);
		const merged = mergeProfiles(page, train, call);
		expect(merged.workers).toEqual(['page', 'train']);
		expect(merged.names.map(({ name }) => name)).toEqual(['table', 'train', 'keep', 'read', 'forward']);
		expect(merged.totals).toContainEqual({ worker: 1, name: 4, calls: 1, ms: 25 });
		expect(merged.end).toBe(60);
		expect([...merged.steps.end]).toEqual([20, 45]);
		expect(merged.gauges.map(({ at }) => at[0])).toEqual([60, 45]);
		const names = readSpans(merged).map(({ worker, name, start, end }) => [worker, name, start, end]);
		expect(names).toEqual([
			['page', 'table', 0, 10],
			['page', 'train', 10, 50],
			['page', 'keep', 50, 60],
			['train', 'read', 15, 20],
			['train', 'forward', 20, 45]
		]);
	});
});
