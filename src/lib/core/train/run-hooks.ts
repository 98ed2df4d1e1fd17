import { AppError } from '../errors';
import type { Recorder } from '../profile/recorder';
import type { FitHooks, StepLosses } from './problem';
import type { FitWatch } from './run-rules';

const breatheEveryMs = 30;
const tellEveryMs = 60;

/** What a fit's hooks need of the run around it. */
export interface HookContext {
	readonly recorder: Recorder;
	readonly signal: AbortSignal | undefined;
	/** Steps without a better validation loss before the fit ends; 0 for never. */
	readonly patience: number;
	/** The best step's model is wanted whether patience runs out or not. */
	readonly keepsBest: boolean;
	/** The eyes of the rules; null where nobody looks. */
	readonly watch: FitWatch | null;
	/** Gives the thread's other messages a turn. */
	breathe(): Promise<void>;
	/** After each step: its milliseconds, and whether it is time to tell someone. */
	onStep(losses: StepLosses, ms: number, isTime: boolean): void;
}

export interface RunHooks extends FitHooks {
	/** The step with the lowest validation loss; 0 when there was none to compare. */
	readonly bestStep: number;
}

/** Hooks of one fit: steps are told now and then, a fit that does not get better ends, and the thread breathes. */
export function runHooks({ recorder, signal, patience, keepsBest, watch, breathe, onStep }: HookContext): RunHooks {
	let breathed = -Infinity;
	let told = -Infinity;
	let stepped = recorder.now;
	let best = { step: 0, loss: Infinity };
	return {
		recorder,
		restored: null,
		keepsBest: patience > 0 || keepsBest,
		get bestStep() {
			return best.step;
		},
		step: (losses) => {
			const { step, total, train, validation } = losses;
			if (!Number.isFinite(train)) throw new AppError('train/diverged', { step });
			const isBest = validation !== null && validation < best.loss;
			if (isBest) best = { step, loss: validation };
			const now = recorder.now;
			const isEnough = watch?.step(losses, now - stepped) ?? false;
			const stop = isEnough || (patience > 0 && best.step > 0 && step - best.step >= patience);
			const isTime = now - told >= tellEveryMs || stop || step === total;
			if (isTime) told = now;
			onStep(losses, now - stepped, isTime);
			stepped = now;
			return { isBest, stop };
		},
		checkpoint: () => Promise.resolve(),
		watch: (batch, take) => watch?.tensors(batch, take) ?? false,
		pause: async () => {
			signal?.throwIfAborted();
			if (recorder.lapped - breathed < breatheEveryMs) return;
			recorder.readGauges();
			await breathe();
			recorder.lap('idle');
			breathed = recorder.lapped;
			signal?.throwIfAborted();
		}
	};
}
