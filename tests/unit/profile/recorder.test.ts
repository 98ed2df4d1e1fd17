import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phaseNames, Recorder, type Phase, type RecorderLimits } from '$lib/core/profile/recorder';
import { expectNested, readSpans } from './nesting';

function clocked(limits?: Partial<RecorderLimits>) {
	let now = 100;
	const recorder = new Recorder(() => now, ['read', 'bin', 'idle'], 'train', {
		timeOrigin: 5000,
		limits: { spans: 1000, steps: 100, points: 100, ...limits }
	});
	return { recorder, tick: (ms: number) => void (now += ms) };
}

describe('the recorder', () => {
	it('gives every moment to one phase and nests spans', () => {
		const { recorder, tick } = clocked();
		tick(3);
		recorder.lap('read');
		recorder.open('round', 7);
		tick(2);
		recorder.lap('bin');
		tick(1);
		recorder.kernel('count');
		tick(3);
		recorder.kernel('subtract');
		recorder.lap('histogram');
		recorder.close();
		tick(5);
		expect(recorder.phases).toEqual({ read: 3, bin: 2, idle: 0, histogram: 4 });
		expect(recorder.lapped).toBe(9);
		const profile = recorder.profile();
		expect(profile.end).toBe(14);
		expect(readSpans(profile)).toEqual([
			{ name: 'read', worker: 'train', level: 0, start: 0, end: 3 },
			{ name: 'bin', worker: 'train', level: 1, start: 3, end: 5 },
			{ name: 'count', worker: 'train', level: 2, start: 5, end: 6 },
			{ name: 'subtract', worker: 'train', level: 2, start: 6, end: 9 },
			{ name: 'histogram', worker: 'train', level: 1, start: 5, end: 9 },
			{ name: 'round', worker: 'train', level: 0, start: 3, end: 9 }
		]);
		expect([...profile.spans.number]).toEqual([0, 0, 0, 0, 0, 7]);
		expectNested(profile);
	});

	it('knows a step by what its own phases took', () => {
		const { recorder, tick } = clocked();
		const lap = (phase: Phase, ms: number) => (tick(ms), recorder.lap(phase));
		lap('read', 50);
		lap('forward', 2);
		lap('backward', 3);
		recorder.step();
		lap('evaluate', 40);
		lap('idle', 8);
		lap('forward', 4);
		recorder.step();
		expect([...recorder.stepMs]).toEqual([5, 4]);
		expect([...recorder.profile().steps.end]).toEqual([55, 107]);
	});

	it('takes steps that a device did, each its share, in the order of their ends', () => {
		const { recorder } = clocked();
		recorder.stepsElsewhere(4, 20, 30);
		recorder.stepsElsewhere(0, 0, 32);
		recorder.stepsElsewhere(1, 3, 28);
		const { count, ms, end } = recorder.profile().steps;
		expect([count, [...ms], [...end]]).toEqual([5, [5, 5, 5, 5, 3], [15, 20, 25, 30, 30]]);
	});

	it('lays spans of other threads on its axis, and cuts what two clocks made overlap', () => {
		const { recorder } = clocked();
		expect(recorder.fromEpoch(5130)).toBe(30);
		recorder.add('trees 1', 'histogram', 10, 20);
		recorder.add('trees 1', 'split', 19, 25);
		recorder.add('trees 1', 'inner', 21, 22, 1);
		recorder.add('trees 1', 'late', 12, 18);
		const profile = recorder.profile();
		expect(readSpans(profile).map(({ name, start, end }) => [name, start, end])).toEqual([
			['histogram', 10, 20],
			['split', 20, 25],
			['inner', 21, 22],
			['late', 25, 25]
		]);
		expect(profile.workers).toEqual(['train', 'trees 1']);
		expect(profile.end).toBe(25);
	});

	it('keeps memory over time with its peak, and what was moved', () => {
		const { recorder, tick } = clocked();
		let bytes = 64;
		recorder.watch('wasm', () => bytes);
		tick(5);
		bytes = 256;
		recorder.readGauges();
		tick(5);
		recorder.gauge('wasm', 128);
		recorder.moved('storage-read', 1000, 2);
		recorder.moved('storage-read', 500, 1);
		const { gauges, moved } = recorder.profile();
		expect(gauges).toEqual([
			{ name: 'wasm', most: 256, at: Float64Array.of(0, 5, 10), bytes: Float64Array.of(64, 256, 128) }
		]);
		expect(moved).toEqual([
			{
				...{ kind: 'storage-read', count: 2, bytes: 1500, ms: 3 },
				each: { at: Float64Array.of(10, 10), bytes: Float64Array.of(1000, 500), ms: Float64Array.of(2, 1) }
			}
		]);
	});

	const laps = fc.array(
		fc.tuple(
			fc.constantFrom(...phaseNames.trees),
			fc.integer({ min: 0, max: 9 }),
			fc.constantFrom('', 'open', 'close')
		),
		{ maxLength: 400 }
	);

	it('totals are the sums of its spans when none is left out', () => {
		fc.assert(
			fc.property(laps, (all) => {
				const { recorder, tick } = clocked();
				for (const [phase, ms, then] of all) {
					tick(ms);
					recorder.lap(phase);
					if (then === 'open') recorder.open('group');
					if (then === 'close') recorder.close();
				}
				const profile = recorder.profile();
				expectNested(profile);
				for (const { name, calls, ms } of profile.totals) {
					const own = Array.from(profile.spans.name.keys()).filter((at) => profile.spans.name[at] === name);
					expect(own.length).toBe(calls);
					expect(own.reduce((sum, at) => sum + (profile.spans.end[at] ?? 0) - (profile.spans.start[at] ?? 0), 0)).toBe(
						ms
					);
				}
			})
		);
	});

	it('thins evenly when there is no more room: totals stay exact, and what is left out is counted', () => {
		const { recorder, tick } = clocked({ spans: 500, steps: 100 });
		for (let round = 1; round <= 2000; round++) {
			if (round % 500 === 1) recorder.open('epoch', round);
			tick(1);
			recorder.lap('forward');
			tick(2);
			recorder.lap('backward');
			recorder.step();
			if (round % 500 === 0) recorder.close();
		}
		const profile = recorder.profile();
		expect(recorder.phases).toMatchObject({ forward: 2000, backward: 4000 });
		expect(profile.spans.name.length).toBeLessThanOrEqual(500);
		expect(profile.spans.name.length + profile.leftOut.count).toBe(4004);
		expect(readSpans(profile).filter(({ name }) => name === 'epoch').length).toBe(4);
		expectNested(profile);
		const quarters = [0, 1, 2, 3].map(
			(at) => readSpans(profile).filter(({ level, start }) => level === 1 && Math.floor(start / 1500) === at).length
		);
		expect(Math.min(...quarters)).toBeGreaterThan(50);
		expect(Math.max(...quarters) / Math.min(...quarters)).toBeLessThan(1.5);
		expect(profile.steps).toMatchObject({ count: 2000, stride: 32 });
		expect([...profile.steps.end.slice(0, 3)]).toEqual([3, 99, 195]);
	});
});
