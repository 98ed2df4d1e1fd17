import { expect, it } from 'vitest';
import { Recorder } from '$lib/core/profile/recorder';
import { summariseProfile } from '$lib/core/profile/summary';

it('a profile in a few figures', () => {
	let now = 0;
	const recorder = new Recorder(() => now, [], 'train');
	for (const [phase, ms] of [
		['read', 10],
		['forward', 4],
		['idle', 6]
	] as const) {
		now += ms;
		recorder.lap(phase);
	}
	recorder.step();
	recorder.gauge('wasm', 70);
	recorder.gauge('wasm', 50);
	recorder.moved('threads', 9, 1);
	expect(summariseProfile(recorder.profile())).toEqual({
		...{ ms: 20, spans: 3, leftOut: 0, steps: null },
		workers: [{ name: 'train', busy: expect.closeTo(0.7) }],
		moved: [{ kind: 'threads', count: 1, bytes: 9, ms: 1 }],
		memory: [{ name: 'wasm', bytes: 70 }]
	});
});
