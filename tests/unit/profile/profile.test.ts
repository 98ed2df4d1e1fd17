import { describe, expect, it } from 'vitest';
import { Recorder } from '$lib/core/profile/recorder';
import { chromeTrace } from '$lib/core/profile/trace';

function clocked(most?: number) {
	let now = 100;
	const recorder = new Recorder(() => now, ['read', 'bin', 'idle'], 'train', most);
	return { recorder, tick: (ms: number) => void (now += ms) };
}

describe('the recorder', () => {
	it('gives every moment to one phase and nests spans', () => {
		const { recorder, tick } = clocked();
		tick(3);
		recorder.lap('read');
		recorder.open('round 1');
		tick(2);
		recorder.lap('bin');
		tick(4);
		recorder.lap('read');
		recorder.close();
		expect(recorder.phases).toEqual({ read: 7, bin: 2, idle: 0 });
		expect(recorder.spans).toEqual([
			{ name: 'read', worker: 'train', start: 0, end: 3, parent: -1 },
			{ name: 'round 1', worker: 'train', start: 3, end: 9, parent: -1 },
			{ name: 'bin', worker: 'train', start: 3, end: 5, parent: 1 },
			{ name: 'read', worker: 'train', start: 5, end: 9, parent: 1 }
		]);
	});

	it('keeps totals exact when it stops keeping single spans', () => {
		const { recorder, tick } = clocked(2);
		for (let i = 0; i < 10; i++) {
			tick(1);
			recorder.lap(i % 2 ? 'read' : 'bin');
		}
		expect(recorder.spans.length).toBe(2);
		expect(recorder.phases).toEqual({ read: 5, bin: 5, idle: 0 });
	});

	it('exports complete events in microseconds, one thread a worker', () => {
		const { recorder, tick } = clocked();
		tick(1.5);
		recorder.lap('read');
		expect(chromeTrace(recorder.spans, 'trees')).toEqual({
			displayTimeUnit: 'ms',
			traceEvents: [
				{ name: 'process_name', ph: 'M', pid: 1, tid: 0, args: { name: 'trees' } },
				{ name: 'thread_name', ph: 'M', pid: 1, tid: 1, args: { name: 'train' } },
				{ name: 'read', cat: 'run', ph: 'X', ts: 0, dur: 1500, pid: 1, tid: 1 }
			]
		});
	});
});
