import type { Trainer } from '$lib/core/ports';
import type { Fit } from '$lib/core/train/problem';
import { runTraining } from '$lib/core/train/run';

/** A trainer by whose clock every step takes four seconds, so that where it stands is kept after each. */
export function slowTrainer(fit: Fit, code = 'c1'): Trainer {
	let now = 0;
	const slowly: Fit = (problem, hooks) =>
		fit(problem, { ...hooks, step: (losses) => ((now += 4000), hooks.step(losses)) });
	return {
		train: (job, signal, onEvent, finish) => {
			const context = {
				...{ engine: job.engine, worker: 'test', code },
				elapsed: () => now,
				breathe: () => Promise.resolve()
			};
			return runTraining(job, slowly, context, signal, onEvent, finish);
		}
	};
}
