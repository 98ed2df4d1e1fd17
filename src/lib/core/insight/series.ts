import type { everyChoices } from './analysis';

type Every = (typeof everyChoices)[number];
const hourMs = 3_600_000;
const lengths = { hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;

export interface EvenSeries {
	/** Starts of the steps. */
	readonly times: readonly number[];
	/** Steps that had no value lie on the line between those beside. */
	readonly values: Float64Array;
}

function after(time: number, every: Every): number {
	if (every !== 'month') return time + lengths[every];
	const date = new Date(time);
	return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
}

/** Means by step (ascending starts) as a series without gaps, its last `most` steps. */
export function evenSeries(
	starts: ArrayLike<number>,
	means: ArrayLike<number>,
	every: Every,
	most: number
): EvenSeries {
	const found = new Map(Array.from({ length: starts.length }, (_, at) => [starts[at] ?? 0, means[at] ?? NaN]));
	const [first, last] = [starts[0] ?? 0, starts[starts.length - 1] ?? 0];
	const times: number[] = [];
	for (let time = first; time <= last && starts.length > 0; time = after(time, every)) {
		times.push(time);
		if (times.length > most * 2) times.splice(0, most);
	}
	const kept = times.slice(-most);
	const values = Float64Array.from(kept, (time) => found.get(time) ?? NaN);
	let before = -1;
	values.forEach((value, at) => {
		if (Number.isNaN(value)) return;
		for (let gap = before + 1; gap < at; gap++) {
			const from = before < 0 ? value : (values[before] ?? value);
			values[gap] = before < 0 ? value : from + ((value - from) * (gap - before)) / (at - before);
		}
		before = at;
	});
	return { times: kept, values };
}
