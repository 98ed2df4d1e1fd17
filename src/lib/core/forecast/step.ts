import { AppError } from '../errors';
import { everyNames, type EveryName, type Step } from './forecast-job';

const minute = 60_000;
const day = 1440 * minute;
/** Days, hours and minutes begin with UTC; weeks on Monday (1970-01-05). */
const named: Readonly<Record<Exclude<EveryName, 'auto'>, Step>> = {
	minute: { unit: 'ms', size: minute, origin: 0 },
	hour: { unit: 'ms', size: 60 * minute, origin: 0 },
	day: { unit: 'ms', size: day, origin: 0 },
	week: { unit: 'ms', size: 7 * day, origin: 4 * day },
	month: { unit: 'month', size: 1, origin: 0 },
	quarter: { unit: 'month', size: 3, origin: 0 },
	year: { unit: 'month', size: 12, origin: 0 }
};

/** Distances of times in days that mean calendar months. */
const monthSpans: readonly {
	readonly name: 'month' | 'quarter' | 'year';
	readonly least: number;
	readonly most: number;
}[] = [
	{ name: 'month', least: 28, most: 31 },
	{ name: 'quarter', least: 90, most: 92 },
	{ name: 'year', least: 365, most: 366 }
];
/** About how many days a named step lasts. */
const daysOf: readonly { readonly name: Exclude<EveryName, 'auto'>; readonly days: number }[] = [
	{ name: 'minute', days: 1 / 1440 },
	{ name: 'hour', days: 1 / 24 },
	{ name: 'day', days: 1 },
	{ name: 'week', days: 7 },
	{ name: 'month', days: 30.44 },
	{ name: 'quarter', days: 91.3 },
	{ name: 'year', days: 365.25 }
];
const leastRegular = 0.9;
const jitter = 0.1;

/** What a step is called; null where it has no name. */
export function nameOfStep({ unit, size }: Step): keyof typeof named | null {
	const names = everyNames.filter((name) => name !== 'auto');
	return names.find((name) => named[name].unit === unit && named[name].size === size) ?? null;
}

/** The number of the step that a time falls into. */
export function placeOf(time: number, { unit, size, origin, early = 0 }: Step): number {
	if (unit !== 'month') return Math.floor((time - origin) / size + early);
	const date = new Date(time);
	return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / size);
}

/** When a step begins. */
export function timeOf(place: number, { unit, size, origin }: Step): number {
	if (unit !== 'month') return origin + place * size;
	// setUTCFullYear, since Date.UTC reads years below 100 as 19xx
	return new Date(0).setUTCFullYear(Math.floor((place * size) / 12), (place * size) % 12, 1);
}

/**
 * The step that times (any order, at least two different ones) go by: the median distance of neighbours, as months where it is a month's
 * length. forecast/irregular when more than a tenth of the times lie off it; its `every` is the named step nearest to it, null for numbers.
 */
export function findStep(times: Float64Array, every: EveryName, isNumbered: boolean): Step {
	if (every !== 'auto' && !isNumbered) return named[every];
	const distinct = Float64Array.from(new Set(times)).sort();
	const apart = distinct.slice(1).map((time, i) => time - (distinct[i] ?? 0));
	const size = apart.toSorted()[Math.floor(apart.length / 2)] ?? 1;
	const span = isNumbered ? undefined : monthSpans.find(({ least, most }) => size >= least * day && size <= most * day);
	if (span) {
		const step = named[span.name];
		if (new Set(Array.from(distinct, (time) => placeOf(time, step))).size === distinct.length) return step;
	}
	const first = distinct[0] ?? 0;
	const off = distinct.filter((time) => {
		const steps = (time - first) / size;
		return Math.abs(steps - Math.round(steps)) > jitter;
	}).length;
	if (off > (1 - leastRegular) * distinct.length)
		throw new AppError('forecast/irregular', {
			off,
			times: distinct.length,
			every: isNumbered ? null : nearestName(size)
		});
	return { unit: isNumbered ? 'number' : 'ms', size, origin: first, early: jitter };
}

function nearestName(ms: number): EveryName {
	const apart = (days: number) => Math.abs(Math.log(ms / (days * day)));
	return daysOf.reduce((low, each) => (apart(each.days) < apart(low.days) ? each : low)).name;
}
