import { describe, expect, it } from 'vitest';
import { seededRandom } from '$lib/core/random';
import type { TrainEvent, TrainJob } from '$lib/core/train/job';
import type { Fit, Problem } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';
import { validationRows } from '$lib/core/train/run-rows';
import { readTarget } from '$lib/core/train/target';
import { jobOn, table } from './jobs';

const random = seededRandom(3);
const a = Array.from({ length: 200 }, () => random());
const columns = table({ a, y: a.map((x) => (x > 0.5 ? 'p' : 'q')) });
const job = jobOn(columns, 'y', { estimator: 'trees', params: { patience: 3, rounds: 40 }, refit: true });

/** An engine that learns nothing: its validation losses are given, its model says at which step it stands. */
function scripted(validation: readonly number[]) {
	const problems: Problem[] = [];
	const steps: number[] = [];
	const fit: Fit = async (problem, hooks) => {
		problems.push(problem);
		let at = 0;
		let best = 0;
		for (let step = 1; step <= 40; step++) {
			at = step;
			const loss = problem.validation.rows.length > 0 ? (validation[step - 1] ?? 9) : null;
			const { isBest, stop } = hooks.step({ step, total: 40, train: 1 / step, validation: loss, test: null });
			if (isBest) best = step;
			if (stop) break;
			await hooks.pause();
		}
		steps.push(at);
		return { type: 'trees', base: [hooks.keepsBest ? best : at], trees: [] };
	};
	return { fit, problems, steps };
}

function train(fit: Fit, change: Partial<TrainJob> = {}, events: TrainEvent[] = []) {
	let now = 0;
	const context = {
		engine: 'kernels' as const,
		worker: 'test',
		elapsed: () => (now += 1),
		breathe: () => Promise.resolve()
	};
	return runTraining({ ...job, ...change }, fit, context, undefined, (event) => events.push(event));
}

describe('early stopping', () => {
	it('ends when the validation loss has not fallen for so many steps, and refits as many as were best on all rows', async () => {
		const { fit, problems, steps } = scripted([5, 4, 3, 3, 3.5, 3.2, 1]);
		const result = await train(fit);
		expect(result).toMatchObject({ bestStep: 3, steps: 6, stoppedBy: 'patience' });
		expect(steps).toEqual([6, 3]);
		expect(result.model.estimator).toMatchObject({ base: [3] });
		expect(result.curve.map(({ validationLoss }) => validationLoss)).toEqual([5, 4, 3, 3, 3.5, 3.2]);
		const [first, again] = problems.map(({ train: { rows }, validation, test }) => [
			rows.length,
			validation.rows.length,
			test.rows.length
		]);
		expect(first).toEqual([135, 15, 50]);
		expect(again).toEqual([200, 0, 0]);
		expect(problems[1]?.params).toEqual(problems[0]?.params);
	});

	it('without a refit gives the best step’s model', async () => {
		const { fit } = scripted([5, 4, 3, 3, 3.5, 3.2, 1]);
		expect((await train(fit, { refit: false })).model.estimator).toMatchObject({ base: [3] });
	});

	it('goes to the end while it still gets better, and says that nothing ended it', async () => {
		const falling = Array.from({ length: 40 }, (_, at) => 40 - at);
		const { fit, steps } = scripted(falling);
		expect(await train(fit)).toMatchObject({ bestStep: 40, steps: 40, stoppedBy: null });
		expect(steps).toEqual([40, 40]);
	});

	it('without patience looks at no validation rows', async () => {
		const { fit, problems } = scripted([]);
		const result = await train(fit, { params: { rounds: 40 } });
		expect(result).toMatchObject({ bestStep: 0, steps: 40, stoppedBy: null });
		expect(problems.map(({ validation }) => validation.rows.length)).toEqual([0, 0]);
	});

	it('tells the validation loss of each step that it tells of', async () => {
		const events: TrainEvent[] = [];
		await train(scripted([5, 4, 3, 3, 3.5, 3.2]).fit, {}, events);
		const told = events.flatMap((event) => (event.type === 'step' ? [event] : []));
		expect(told.at(-1)).toMatchObject({ step: 6, validationLoss: 3.2 });
	});

	it('takes a tenth of each class from the training rows, by the seed', () => {
		const target = readTarget(columns, 'y', 'classification');
		const rows = Int32Array.from({ length: 100 }, (_, row) => row * 2);
		const chosen = validationRows(target, rows, job);
		const share = (of: Int32Array) => Array.from(of).filter((row) => target.values[row] === 1).length / of.length;
		expect(chosen.length).toBe(10);
		expect(Array.from(chosen).every((row) => row % 2 === 0)).toBe(true);
		expect(Math.abs(share(chosen) - share(rows))).toBeLessThanOrEqual(0.05);
		expect(validationRows(target, rows, job)).toEqual(chosen);
		expect(validationRows(target, rows, { ...job, seed: 1 })).not.toEqual(chosen);
	});
});
