import type { Suggestion } from '../profile/rules/rule';
import type { EstimatorName, TrainResult } from './job';

/** What tells whether a change is a gain: rows learned from a second, loss on rows kept aside, or F1 where classes are weighed. */
export const verifiedBy = ['speed', 'loss', 'f1'] as const;
export type VerifiedBy = (typeof verifiedBy)[number];

/** One short training. */
export interface Trial {
	readonly rowsPerSecond: number;
	/** Log loss, or root mean squared error, on rows kept aside. */
	readonly loss: number | null;
	readonly f1: number | null;
}

/** The settings as they are and as suggested, trained in turn on the same rows and with the same seeds. */
export interface Verified {
	readonly change: Suggestion;
	readonly by: VerifiedBy;
	readonly before: readonly Trial[];
	readonly after: readonly Trial[];
	readonly rows: number;
	/** How much better the median is, as a share of what it was; negative when it is worse. Null where it could not be measured. */
	readonly gain: number | null;
	/** Better every time, and by more than chance and noise explain. */
	readonly isGain: boolean;
}

const leastSpeedGain = 0.05;
const leastGain = 0.001;
/** What a faster setting may cost. */
const mostLossRise = 0.05;

export function measureOf(change: Suggestion): VerifiedBy {
	if ('classWeights' in change) return 'f1';
	return 'batch' in change || 'engine' in change ? 'speed' : 'loss';
}

/**
 * Judges trials that were run in turn. Speed: the slowest trial after is faster than the fastest before, by 5 % in the median, and the loss
 * has not risen by more than 5 %. Loss and F1: better with every seed, by 0.1 % in the median.
 */
export function judge(change: Suggestion, before: readonly Trial[], after: readonly Trial[], rows: number): Verified {
	const by = measureOf(change);
	const read = (trials: readonly Trial[], of: VerifiedBy) =>
		trials.map(({ rowsPerSecond, loss, f1 }) => (of === 'speed' ? rowsPerSecond : of === 'loss' ? loss : f1));
	const [old, young] = [numbers(read(before, by)), numbers(read(after, by))];
	const kept = { change, by, before, after, rows };
	if (!old || !young) return { ...kept, gain: null, isGain: false };
	const sign = by === 'loss' ? -1 : 1;
	const size = Math.max(Math.abs(median(old)), 1e-12);
	const gain = (sign * (median(young) - median(old))) / size;
	if (by === 'speed') {
		const [lossBefore, lossAfter] = [numbers(read(before, 'loss')), numbers(read(after, 'loss'))];
		const isDearer =
			lossBefore !== null && lossAfter !== null && median(lossAfter) > (1 + mostLossRise) * median(lossBefore);
		const isApart = Math.min(...young) > Math.max(...old);
		return { ...kept, gain, isGain: isApart && gain >= leastSpeedGain && !isDearer };
	}
	const isAlways = young.every((value, at) => sign * (value - (old[at] ?? NaN)) > 0);
	return { ...kept, gain, isGain: isAlways && gain >= leastGain };
}

function numbers(values: readonly (number | null)[]): number[] | null {
	const known = values.filter((value) => value !== null && Number.isFinite(value));
	return known.length === values.length && known.length > 0 ? known.map(Number) : null;
}

/** The middle one; of an even number the lower of the two in the middle. */
export function median(values: readonly number[]): number {
	return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? NaN;
}

/** Phases that are not paid again with every step. */
const once = new Set(['read', 'bin', 'evaluate', 'checkpoint', ...['table', 'pack', 'keep']]);

export function trialOf({ phases, rows, steps, metrics }: TrainResult): Trial {
	const spent = Object.entries(phases).reduce((sum, [phase, ms]) => (once.has(phase) ? sum : sum + ms), 0);
	return {
		rowsPerSecond: (rows.train * steps * 1000) / Math.max(spent, 1e-6),
		loss: metrics['logLoss'] ?? metrics['rmse'] ?? null,
		f1: metrics['f1'] ?? null
	};
}

const trialBatches = 300;
const trialSteps = 300;

/** After how many steps a trial ends: a few hundred batches, rounds or iterations; undefined where the number itself is what is tried. */
export function trialLength(
	estimator: EstimatorName,
	change: Suggestion,
	rows: number,
	batch: number
): number | undefined {
	if (['epochs', 'rounds', 'iterations', 'patience'].some((name) => name in change)) return undefined;
	return estimator === 'mlp' ? Math.max(2, Math.ceil((trialBatches * batch) / Math.max(1, rows))) : trialSteps;
}
