import { AppError } from '../errors';
import type { Recorder } from '../profile/recorder';
import { bestPoint } from './best-step';
import type { CurvePoint } from './job';
import type { FitHooks } from './problem';
import type { FitWatch } from './run-rules';
import type { RunState } from './run-state';

const breatheEveryMs = 30;
const tellEveryMs = 60;
const keepEveryMs = 1000;
/** Keeping where a fit stands may take this share of its time. */
const keepShare = 0.02;
/** What is written to storage on average, in bytes a millisecond of training. */
const keptBytesPerMs = 4000;

/** What a fit's hooks need of the run around it. */
export interface HookContext {
	readonly recorder: Recorder;
	readonly signal: AbortSignal | undefined;
	/** A person's wish that the fit ends and is kept as it is. */
	readonly finish: AbortSignal | undefined;
	/** Steps without a better validation loss before the fit ends; 0 for never. */
	readonly patience: number;
	/** The best step's model is wanted whether patience runs out or not. */
	readonly keepsBest: boolean;
	/** The eyes of the rules; null where nobody looks. */
	readonly watch: FitWatch | null;
	/** The fit ends after this step; 0 for never. */
	readonly stopAfter: number;
	/** Where it stands after the step `stopAfter` is kept: another run goes on from there. */
	readonly keepsEnd: boolean;
	/** Losses of the curve are so many times the engine's. */
	readonly unit: number;
	readonly restored: Pick<RunState, 'fit' | 'curve' | 'stepMs'> | null;
	/** Gives the thread's other messages a turn. */
	breathe(): Promise<void>;
	/** After a step that it is time to tell of, and its milliseconds. */
	onStep(point: CurvePoint, total: number, ms: number): void;
	/** Where the fit stands; gives the bytes that this was. */
	onState(state: Pick<RunState, 'fit' | 'curve' | 'stepMs'>, total: number): number;
}

export interface RunHooks extends FitHooks {
	readonly curve: readonly CurvePoint[];
	/** Milliseconds of each step of it. */
	readonly stepMs: readonly number[];
	/** The step with the lowest validation loss; 0 when there was none to compare. */
	readonly bestStep: number;
	readonly stoppedBy: 'patience' | 'person' | null;
}

/**
 * Hooks of one fit: steps are told now and then, a fit that does not get better ends, where it stands is kept every second (less
 * often where that takes long or is large), and the thread breathes.
 */
export function runHooks(context: HookContext): RunHooks {
	const { recorder, signal, finish, patience, watch, stopAfter, keepsEnd, unit, restored } = context;
	let breathed = -Infinity;
	let told = -Infinity;
	let kept = recorder.now;
	let keepAfterMs = keepEveryMs;
	let stepped = recorder.now;
	let stoppedBy: RunHooks['stoppedBy'] = null;
	let total = 0;
	let isOver = false;
	const curve = [...(restored?.curve ?? [])];
	const stepMs = [...(restored?.stepMs ?? [])];
	let best = bestPoint(curve);
	return {
		recorder,
		restored: restored?.fit ?? null,
		keepsBest: patience > 0 || context.keepsBest,
		curve,
		stepMs,
		get bestStep() {
			return best.step;
		},
		get stoppedBy() {
			return stoppedBy;
		},
		step: (losses) => {
			const { step, train } = losses;
			total = stopAfter > 0 ? Math.min(stopAfter, losses.total) : losses.total;
			if (!Number.isFinite(train)) throw new AppError('train/diverged', { step });
			if (step <= (curve.at(-1)?.step ?? 0)) {
				// an engine that cannot go on from a state has begun anew
				curve.length = stepMs.length = 0;
				best = bestPoint(curve);
			}
			const inUnit = (loss: number | null) => (loss === null ? null : loss * unit);
			const point = {
				step,
				trainLoss: train * unit,
				validationLoss: inUnit(losses.validation),
				testLoss: inUnit(losses.test)
			};
			curve.push(point);
			const loss = point.validationLoss ?? Infinity;
			const isBest = loss < best.loss;
			if (isBest) best = { step, loss };
			const isPatienceOver = patience > 0 && best.step > 0 && step - best.step >= patience;
			if (step < losses.total) stoppedBy = isPatienceOver ? 'patience' : finish?.aborted ? 'person' : null;
			const now = recorder.now;
			const isEnough = watch?.step(losses, now - stepped) ?? false;
			const stop = isEnough || isPatienceOver || finish?.aborted === true || (stopAfter > 0 && step >= stopAfter);
			isOver = stop;
			stepMs.push(now - stepped);
			const isTime = now - told >= tellEveryMs || stop || step === total;
			if (isTime) told = now;
			if (isTime) context.onStep(point, total, now - stepped);
			stepped = now;
			return { isBest, stop };
		},
		checkpoint: async (step, take) => {
			const now = recorder.now;
			const isTime = isOver ? keepsEnd && step === stopAfter : now - kept >= keepAfterMs;
			if (!isTime) return;
			const bytes = context.onState({ fit: await take(), curve, stepMs }, total);
			recorder.lap('checkpoint');
			kept = recorder.now;
			keepAfterMs = Math.max(keepEveryMs, (kept - now) / keepShare, bytes / keptBytesPerMs);
		},
		looks: (batch, every) => watch?.looks(batch, every) ?? false,
		show: (batch, facts) => {
			const isEnough = watch?.show(batch, facts) ?? false;
			isOver ||= isEnough;
			return isEnough;
		},
		pause: async () => {
			signal?.throwIfAborted();
			if (recorder.lapped - breathed < breatheEveryMs) return;
			recorder.readGauges();
			await context.breathe();
			recorder.lap('idle');
			breathed = recorder.lapped;
			signal?.throwIfAborted();
		}
	};
}
