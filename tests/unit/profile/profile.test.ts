import { describe, expect, it } from 'vitest';
import { Recorder } from '$lib/core/profile/recorder';
import { runRules, type RunEvidence } from '$lib/core/profile/rules';
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

describe('the rules', () => {
	const run = (change: Partial<RunEvidence>): RunEvidence => ({
		curve: Array.from({ length: 20 }, (_, i) => ({ step: i + 1, trainLoss: 1 / (i + 1), testLoss: 1.02 / (i + 1) })),
		classCounts: [50, 40],
		stepMs: new Array<number>(40).fill(5),
		stepsParam: 'rounds',
		...change
	});
	const found = (evidence: RunEvidence, status = 'issue') =>
		runRules(evidence)
			.filter((result) => result.status === status)
			.map(({ rule }) => rule);

	it('are quiet on a run that goes well', () => {
		expect(found(run({}))).toEqual([]);
	});
	it('say when they had nothing to read', () => {
		expect(found(run({ curve: [], classCounts: [], stepMs: [] }), 'no-data').length).toBe(5);
	});
	it('see a loss that does not fall, one that explodes, rare classes and slow steps', () => {
		const flat = [1, 1, 1, 0.9995].map((trainLoss, i) => ({ step: i + 1, trainLoss, testLoss: null }));
		expect(found(run({ curve: flat }))).toEqual(['loss-not-decreasing']);
		const wild = [1, 0.5, 1.2, 0.4].map((trainLoss, i) => ({ step: i + 1, trainLoss, testLoss: null }));
		expect(found(run({ curve: wild }))).toEqual(['exploding-loss']);
		expect(found(run({ classCounts: [1000, 90] }))).toEqual(['class-imbalance']);
		const stepMs = Array.from({ length: 400 }, (_, i) => (i % 33 === 0 ? 50 : 1));
		expect(found(run({ stepMs }))).toEqual(['step-outlier']);
	});
	it('see overfitting and suggest the best step', () => {
		const curve = Array.from({ length: 30 }, (_, i) => ({
			step: i + 1,
			trainLoss: 1 / (i + 2),
			testLoss: 0.3 + (i - 9) ** 2 / 1000
		}));
		const overfit = runRules(run({ curve })).find(({ rule }) => rule === 'overfit');
		expect(overfit).toMatchObject({ status: 'issue', suggestion: { rounds: 10 }, evidence: { bestStep: 10 } });
	});
});
