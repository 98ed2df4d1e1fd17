import { describe, expect, it } from 'vitest';
import { layOutFlame } from '$lib/core/profile/flame';
import { keptShare, movedIn, namesIn, utilisation } from '$lib/core/profile/part';
import { Recorder, type Phase } from '$lib/core/profile/recorder';
import { stepHistogram } from '$lib/core/profile/step-histogram';
import { madeUpProfile } from './made-up-profile';
import { readSpans } from './nesting';

/** read 0-4; fit 4-20 of round 1 (4-10: histogram 4-9, split 9-10) and round 2 (10-16: histogram 10-14, idle 14-16) and evaluate 16-20. */
function byHand() {
	let now = 0;
	const recorder = new Recorder(() => now, [], 'train');
	const lap = (phase: Phase, until: number) => {
		now = until;
		recorder.lap(phase);
	};
	lap('read', 4);
	recorder.moved('storage-read', 100, 3);
	recorder.open('fit');
	recorder.open('round', 1);
	lap('histogram', 9);
	lap('split', 10);
	recorder.close();
	recorder.open('round', 2);
	lap('histogram', 14);
	lap('idle', 16);
	recorder.close();
	lap('evaluate', 20);
	recorder.close();
	recorder.moved('storage-read', 50, 1);
	recorder.add('gpu', 'matmul', 5, 8);
	return recorder.profile();
}

describe('a part of a profile', () => {
	const profile = byHand();
	const flame = layOutFlame(profile);
	const times = (from: number, to: number) =>
		Object.fromEntries(
			namesIn(profile, flame, { from, to }).map(({ name, calls, ms, selfMs }) => [name, [calls, ms, selfMs]])
		);

	it('counts what lies inside, and of groups what is theirs alone', () => {
		expect(times(0, 20)).toEqual({
			read: [1, 4, 4],
			fit: [1, 16, 0],
			round: [2, 12, 0],
			histogram: [2, 9, 9],
			split: [1, 1, 1],
			idle: [1, 2, 2],
			evaluate: [1, 4, 4],
			matmul: [1, 3, 3]
		});
		expect(times(7, 12)).toEqual({
			fit: [1, 5, 0],
			round: [2, 5, 0],
			histogram: [2, 4, 4],
			split: [1, 1, 1],
			matmul: [1, 1, 1]
		});
		const [first] = namesIn(profile, flame, { from: 0, to: 20 }).filter(({ name }) => name === 'histogram');
		expect(first).toMatchObject({ worker: 'train', kind: 'phase', meanMs: 4.5, p95Ms: 5 });
	});

	it('says how busy each worker was: waiting is not work', () => {
		const [train, gpu] = utilisation(profile, { from: 0, to: 20 }, 10);
		expect(train?.bins).toEqual([1, 1, 1, 1, 1, 1, 1, 0, 1, 1]);
		expect(train?.share).toBeCloseTo(18 / 20);
		expect(gpu?.bins).toEqual([0, 0, 0.5, 1, 0, 0, 0, 0, 0, 0]);
		expect(utilisation(profile, { from: 12, to: 16 }, 2).map(({ bins }) => bins)).toEqual([
			[1, 0],
			[0, 0]
		]);
	});

	it('sums what was moved by when it ended', () => {
		expect(movedIn(profile, { from: 0, to: 20 })).toEqual([{ kind: 'storage-read', count: 2, bytes: 150, ms: 4 }]);
		expect(movedIn(profile, { from: 0, to: 10 })).toEqual([{ kind: 'storage-read', count: 1, bytes: 100, ms: 3 }]);
		expect(movedIn(profile, { from: 5, to: 10 })).toEqual([]);
	});

	it('agrees with sums over all spans, and its parts add up to the whole', () => {
		const made = madeUpProfile(3000);
		const rows = layOutFlame(made);
		const cuts = [0, made.end / 7, made.end / 2, made.end];
		const parts = cuts.slice(1).map((to, at) => namesIn(made, rows, { from: cuts[at] ?? 0, to }));
		for (const { worker, name, kind, ms, selfMs } of namesIn(made, rows, { from: 0, to: made.end })) {
			const own = parts.map((part) =>
				part.find((one) => one.worker === worker && one.name === name && one.kind === kind)
			);
			expect(own.reduce((sum, one) => sum + (one?.ms ?? 0), 0)).toBeCloseTo(ms, 6);
			expect(own.reduce((sum, one) => sum + (one?.selfMs ?? 0), 0)).toBeCloseTo(selfMs ?? NaN, 6);
			const spans = readSpans(made).filter((span) => span.worker === worker && span.name === name);
			expect(spans.reduce((sum, { start, end }) => sum + end - start, 0)).toBeCloseTo(ms, 6);
		}
	});

	it('knows which share of a part was kept', () => {
		const leftOut = { count: 9, windowMs: 10, stride: 4, fromMs: 5 };
		const inside = (time: number) => time >= 5 && Math.floor((time - 5) / 10) % 4 === 0;
		for (const [from, to] of [
			[0, 200],
			[8, 12],
			[20, 30],
			[13, 61]
		] as const) {
			let kept = 0;
			for (let time = from; time < to; time += 0.01) if (inside(time)) kept += 0.01;
			expect(keptShare(leftOut, { from, to })).toBeCloseTo(kept / (to - from), 2);
		}
	});
});

describe('times of steps', () => {
	it('are counted in bins, with the slow ones apart', () => {
		const ms = Float64Array.from({ length: 100 }, (_, at) => (at === 40 ? 90 : 1 + (at % 10) / 10));
		const end = ms.map((_, at) => at);
		const found = stepHistogram({ ms, end, count: 100, stride: 1 }, { from: 0, to: 99 }, 10);
		const mean = ms.reduce((sum, one) => sum + one, 0) / 100;
		const deviation = Math.sqrt(ms.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 100);
		expect(found?.meanMs).toBeCloseTo(mean);
		expect(found?.limitMs).toBeCloseTo(mean + 3 * deviation);
		expect(found?.outliers).toEqual([{ ms: 90, end: 40 }]);
		expect(found?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(99);
		expect(found).toMatchObject({ medianMs: 1.5, p95Ms: 1.9 });
		expect(stepHistogram({ ms, end, count: 100, stride: 1 }, { from: 3.5, to: 4.5 })).toBeNull();
	});
});
