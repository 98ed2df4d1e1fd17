import { describe, expect, it } from 'vitest';
import { judge, trialLength, type Trial } from '$lib/core/train/verified';

const trial = (rowsPerSecond: number, loss: number | null = 0.5, f1: number | null = 0.7): Trial => ({
	rowsPerSecond,
	loss,
	f1
});

describe('a suggestion is a gain', () => {
	it('of speed, when the slowest trial with it beats the fastest without, and the loss does not pay for it', () => {
		const before = [trial(100), trial(120), trial(110)];
		const judged = (after: Trial[]) => judge({ batch: 1024 }, before, after, 1000);
		expect(judged([trial(150), trial(140), trial(160)])).toMatchObject({ by: 'speed', isGain: true, gain: 40 / 110 });
		expect(judged([trial(150), trial(119), trial(160)]).isGain).toBe(false);
		expect(judged([trial(150, 0.56), trial(140, 0.56), trial(160, 0.56)]).isGain).toBe(false);
		expect(judged([trial(121), trial(122), trial(115)]).isGain).toBe(false);
		expect(judged([trial(121), trial(122), trial(123)])).toMatchObject({ isGain: true });
	});

	it('of loss, when it is lower with every seed', () => {
		const before = [trial(1, 0.5), trial(1, 0.6), trial(1, 0.55)];
		const judged = (losses: (number | null)[]) =>
			judge(
				{ learningRate: 0.1 },
				before,
				losses.map((loss) => trial(1, loss)),
				1000
			);
		expect(judged([0.4, 0.5, 0.5])).toMatchObject({ by: 'loss', isGain: true, gain: (0.55 - 0.5) / 0.55 });
		expect(judged([0.4, 0.61, 0.3]).isGain).toBe(false);
		expect(judged([0.4, null, 0.3])).toMatchObject({ isGain: false, gain: null });
		expect(judged([0.7, 0.8, 0.9]).gain).toBeLessThan(0);
	});

	it('of F1, where classes are weighed', () => {
		const better = judge({ classWeights: 'balanced' }, [trial(1, 0.2, 0.4)], [trial(1, 0.4, 0.6)], 10);
		expect(better).toMatchObject({ by: 'f1', isGain: true });
	});
});

it('a trial takes a few hundred batches, or all steps where their number is what is tried', () => {
	expect(trialLength('mlp', { learningRate: 0.1 }, 15_000, 256)).toBe(6);
	expect(trialLength('mlp', { batch: 1024 }, 1000, 4)).toBe(2);
	expect(trialLength('trees', { leaves: 15 }, 15_000, 0)).toBe(300);
	expect(trialLength('trees', { rounds: 40 }, 15_000, 0)).toBeUndefined();
});
