import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import type { TrainEvent, TrainJob, TrainResult } from '$lib/core/train/job';
import type { Fit } from '$lib/core/train/problem';
import { packRunState, readRunState } from '$lib/core/train/run-state';
import { createKernelTrainer } from '$lib/engines/kernels/trainer';
import { fitLinear } from '$lib/engines/kernels/linear';
import { loadNetsKernel } from '$lib/engines/kernels/load';
import { descend } from './descent';
import { jobOn, table } from './jobs';
import { slowTrainer } from './slow-trainer';

const random = seededRandom(7);
const a = Array.from({ length: 300 }, () => random() * 4 - 2);
const b = a.map(() => random() * 4 - 2);
const columns = table({ a, b, y: a.map((x, i) => 3 * x - (b[i] ?? 0) + random()) });

async function run(fit: Fit, job: TrainJob, code = 'c1', finish?: AbortSignal) {
	const events: TrainEvent[] = [];
	const result = await slowTrainer(fit, code).train(job, undefined, (event) => void events.push(event), finish);
	const states = events.flatMap((event) => (event.type === 'state' ? [event] : []));
	return { result, states, events };
}

/** What must be the same, to the bit. */
function facts({ model, metrics, testPredictions, rawPredictions, ...more }: TrainResult) {
	const { curve, bestStep, steps, stoppedBy, dropped } = more;
	return { model, metrics, testPredictions, rawPredictions, curve, bestStep, steps, stoppedBy, dropped };
}

const linear: Fit = async (problem, hooks) => fitLinear(await loadNetsKernel(), problem, hooks);
const regression: Partial<TrainJob> = { task: 'regression', estimator: 'linear', refit: true };
const labelled = table({ a, b, y: a.map((x, i) => (x > (b[i] ?? 0) !== random() < 0.1 ? 'p' : 'q')) });

describe('a run that was cut', () => {
	it.each([
		['the kernels, squared loss', linear, jobOn(columns, 'y', { ...regression, params: { iterations: 12, l2: 0.01 } })],
		['the kernels, logistic loss', linear, jobOn(labelled, 'y', { estimator: 'linear', refit: true })],
		['another engine', descend, jobOn(columns, 'y', { ...regression, params: { iterations: 9 } })]
	])('goes on from any of its states to the same result, by %s', async (_, fit, job) => {
		const whole = await run(fit, job);
		expect(new Set(whole.states.map(({ phase }) => phase))).toEqual(new Set(['fit', 'refit']));
		for (const { bytes, phase, step } of whole.states) {
			const rest = await run(fit, { ...job, from: bytes });
			expect(rest.events).toContainEqual(expect.objectContaining({ type: 'resumed', phase, step }));
			expect(facts(rest.result)).toEqual(facts(whole.result));
			const steps = rest.events.flatMap((event) => (event.type === 'step' ? [event.step] : []));
			expect(steps[0] ?? null).toBe(phase === 'fit' && step < whole.result.steps ? step + 1 : null);
		}
	});

	it('is cut again and again, and still gives the same', async () => {
		const job = jobOn(columns, 'y', { ...regression, params: { iterations: 8 } });
		const whole = await run(linear, job);
		let from = whole.states[0]?.bytes;
		for (let times = 0; times < 4 && from; times++) {
			const rest = await run(linear, { ...job, from });
			expect(facts(rest.result)).toEqual(facts(whole.result));
			from = rest.states[0]?.bytes;
		}
	});

	it('begins anew where other code wrote the state, or it is none, and says so', async () => {
		const job = jobOn(columns, 'y', { ...regression, params: { iterations: 6 } });
		const whole = await run(linear, job);
		const [first] = whole.states;
		if (!first) throw new Error('no state');
		for (const [from, code] of [
			[first.bytes, 'c2'],
			[first.bytes.slice(0, 40), 'c1'],
			[new Uint8Array(3), 'c1']
		] as const) {
			const rest = await run(linear, { ...job, from }, code);
			expect(rest.events.map(({ type }) => type)).toContain('restarted');
			expect(facts(rest.result)).toEqual(facts(whole.result));
		}
	});

	it('keeps the curve of an engine that cannot go on whole', async () => {
		const job = jobOn(columns, 'y', { ...regression, params: { iterations: 6 } });
		const forgets: Fit = (problem, hooks) => descend(problem, { ...hooks, restored: null });
		const whole = await run(forgets, job);
		const rest = await run(forgets, { ...job, from: whole.states[2]?.bytes ?? new Uint8Array() });
		expect(facts(rest.result)).toEqual(facts(whole.result));
	});

	it('counts the time it took before', async () => {
		const job = jobOn(columns, 'y', { ...regression, params: { iterations: 6 } });
		const whole = await run(linear, job);
		const last = whole.states.at(-1);
		const before = readRunState(last?.bytes ?? new Uint8Array())?.spent ?? {};
		const rest = await run(linear, { ...job, from: last?.bytes ?? new Uint8Array() });
		for (const [phase, ms] of Object.entries(before)) expect(rest.result.phases[phase]).toBeGreaterThanOrEqual(ms);
		const sum = Object.values(rest.result.phases).reduce((all, ms) => all + ms, 0);
		expect(rest.result.seconds).toBeCloseTo(sum / 1000, 6);
	});
});

describe('a run that a person ends', () => {
	it('is kept as it is, not fitted again, and is the run of that many steps', async () => {
		const job = jobOn(columns, 'y', { ...regression, params: { iterations: 50 } });
		const ends = new AbortController();
		const endsAtFour: Fit = (problem, hooks) =>
			descend(problem, {
				...hooks,
				step: (losses) => {
					if (losses.step === 4) ends.abort();
					return hooks.step(losses);
				}
			});
		const ended = await run(endsAtFour, job, 'c1', ends.signal);
		expect(ended.result).toMatchObject({ steps: 4, stoppedBy: 'person' });
		const same = await run(descend, { ...job, stopAfter: 4, refit: false });
		expect({ ...facts(same.result), stoppedBy: 'person' }).toEqual(facts(ended.result));
		const longer = await run(descend, { ...job, params: { iterations: 4 }, refit: false });
		expect(longer.result.model).toEqual(ended.result.model);
	});

	it('goes on from where it was to end, for another', async () => {
		const job = jobOn(columns, 'y', { ...regression, refit: false, params: { iterations: 10 } });
		const short = await run(descend, { ...job, stopAfter: 3 });
		expect(short.states.at(-1)?.step).toBe(3);
		const rest = await run(descend, { ...job, from: short.states.at(-1)?.bytes ?? new Uint8Array() });
		expect(rest.events).toContainEqual(expect.objectContaining({ type: 'resumed', step: 3 }));
		expect(facts(rest.result)).toEqual(facts((await run(descend, job)).result));
	});
});

describe('a state as bytes', () => {
	it('comes back as it was, whatever its arrays and numbers', () => {
		const memory = new Float32Array([0, 1, 2, 3, 4, 5]);
		const fit = {
			step: 12,
			numbers: { rate: 1 / 3, best: Infinity, none: NaN, low: -0 },
			arrays: {
				part: memory.subarray(1, 4),
				curve: Float64Array.of(Math.PI, -0),
				bytes: Uint8Array.of(1, 2, 3),
				whole: Int32Array.of(-5),
				counts: Uint32Array.of(2 ** 32 - 1)
			}
		};
		const curve = [
			{ step: 1, trainLoss: 0.1 + 0.2, validationLoss: null, testLoss: 1e-300 },
			{ step: 2, trainLoss: 5, validationLoss: 2, testLoss: null }
		];
		const state = {
			maker: 'm',
			phase: 'fit' as const,
			fit,
			curve,
			stepMs: [3, 1 / 3],
			measured: null,
			spent: { read: 0.5 }
		};
		const bytes = packRunState(state);
		memory.fill(9);
		expect(readRunState(bytes)).toEqual({
			...state,
			fit: { ...fit, arrays: { ...fit.arrays, part: Float32Array.of(1, 2, 3) } }
		});
	});

	it('is the worker’s to give away: what the kernels keep is no part of their memory', async () => {
		const states: TrainEvent[] = [];
		const job = jobOn(columns, 'y', { ...regression, stopAfter: 3, refit: false });
		await createKernelTrainer().train(job, undefined, (event) => void (event.type === 'state' && states.push(event)));
		const [last] = states;
		expect(last?.type === 'state' && last.bytes.byteLength === last.bytes.buffer.byteLength).toBe(true);
	});
});
