import type { Profile } from '$lib/core/profile/profile';
import { Recorder, type Phase } from '$lib/core/profile/recorder';
import { seededRandom } from '$lib/core/random';

/** A training on two threads and the GPU with about `count` spans: rounds of phases of uneven lengths, kernels in some, gaps between. */
export function madeUpProfile(count: number, seed = 1): Profile {
	const random = seededRandom(seed);
	let now = 0;
	const limits = { spans: 2 * count, steps: 50_000, points: 4_000 };
	const recorder = new Recorder(() => now, ['read'], 'train', { timeOrigin: 1_700_000_000_000, limits });
	const phases: readonly Phase[] = ['gradient', 'histogram', 'split', 'partition'];
	now += 20;
	recorder.lap('read');
	recorder.gauge('wasm', 1e6);
	recorder.open('fit');
	for (let round = 1; round <= count / 10; round++) {
		recorder.open('round', round);
		for (const phase of phases) {
			const began = now;
			if (round % 4 === 0) {
				now += random() / 10;
				recorder.kernel(`${phase} kernel`);
			}
			now += random() ** 3;
			recorder.lap(phase);
			recorder.add('trees 1', phase, began, began + (now - began) * random());
		}
		if (round % 50 === 0) now += 5;
		recorder.lap('idle');
		recorder.close();
		recorder.step();
		recorder.gauge('wasm', 1e6 * (1 + (round % 7)));
	}
	recorder.close();
	recorder.moved('storage-write', 5e6, 12);
	return recorder.profile();
}
