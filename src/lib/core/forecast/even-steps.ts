import { AppError } from '../errors';
import { bridgeGaps } from '../series/bridge-gaps';
import type { ForecastSettings, SeriesFacts, Step } from './forecast-job';
import { findStep, placeOf, timeOf } from './step';

/** Longer series are fitted on their last steps. */
export const mostSteps = 5000;
const mostFilled = 1_000_000;
export const leastSteps = 8;

export interface EvenSteps {
	readonly step: Step;
	/** Number of the first step. */
	readonly first: number;
	readonly times: Float64Array;
	readonly values: Float64Array;
	readonly facts: SeriesFacts;
}

type Rules = Pick<ForecastSettings, 'every' | 'duplicates' | 'gaps'>;

/**
 * Rows of one series (NaN where missing, any order) as a value a step without gaps. Refuses with forecast/no-values, forecast/not-finite,
 * forecast/too-short, forecast/irregular, forecast/too-long or forecast/constant.
 */
export function evenSteps(times: Float64Array, values: Float64Array, rules: Rules, isNumbered: boolean): EvenSteps {
	if (values.some((value) => Math.abs(value) === Infinity) || times.some((time) => Math.abs(time) === Infinity))
		throw new AppError('forecast/not-finite', {
			rows: values.filter((value, i) => Math.abs(value) === Infinity || Math.abs(times[i] ?? 0) === Infinity).length
		});
	const known = Array.from(times.keys()).filter(
		(i) => !Number.isNaN(times[i] ?? NaN) && !Number.isNaN(values[i] ?? NaN)
	);
	if (known.length === 0) throw new AppError('forecast/no-values', { rows: times.length });
	const there = Float64Array.from(known, (i) => times[i] ?? NaN);
	if (new Set(there).size < 2) throw new AppError('forecast/too-short', { steps: 1, least: leastSteps });
	const step = findStep(there, rules.every, isNumbered);
	const places = there.map((time) => placeOf(time, step));
	const first = places.reduce((low, place) => Math.min(low, place), Infinity);
	const count = places.reduce((high, place) => Math.max(high, place), -Infinity) - first + 1;
	if (count > mostFilled) throw new AppError('forecast/too-long', { steps: count, limit: mostFilled });
	if (count < leastSteps) throw new AppError('forecast/too-short', { steps: count, least: leastSteps });
	const sums = new Float64Array(count);
	const counts = new Int32Array(count);
	known.forEach((row, i) => {
		const at = (places[i] ?? 0) - first;
		sums[at] = (sums[at] ?? 0) + (values[row] ?? 0);
		counts[at] = (counts[at] ?? 0) + 1;
	});
	const empty = rules.gaps === 'zero' ? 0 : NaN;
	const merged = sums.map((sum, i) => {
		const rows = counts[i] ?? 0;
		return rows === 0 ? empty : rules.duplicates === 'sum' ? sum : sum / rows;
	});
	const cut = Math.max(0, count - mostSteps);
	const whole = bridgeGaps(merged).subarray(cut);
	if (whole.every((value) => value === whole[0])) throw new AppError('forecast/constant', { value: whole[0] ?? 0 });
	return {
		step,
		first: first + cut,
		times: Float64Array.from(whole.keys(), (i) => timeOf(first + cut + i, step)),
		values: whole.slice(),
		facts: {
			rows: known.length,
			missing: times.length - known.length,
			merged: counts.filter((rows) => rows > 1).length,
			filled: counts.filter((rows) => rows === 0).length,
			cut
		}
	};
}
