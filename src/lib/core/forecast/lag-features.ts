import type { Step } from './forecast-job';
import { timeOf } from './step';

/** What trees see of a series before each step. */
export interface LagPlan {
	/** Steps back, ascending. */
	readonly lags: readonly number[];
	/** Spans of means that end a step before, ascending; what is seen and foretold is measured from the mean of the last one. */
	readonly spans: readonly number[];
	readonly season: number;
	readonly step: Step;
	/** Number of the step that values begin with. */
	readonly first: number;
}

const nearLags = 6;
const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Lags 1 to 6, around one season and two, as far as `most` steps back. */
export function lagPlan(season: number, most: number, step: Step, first: number): LagPlan {
	const near = Array.from({ length: nearLags }, (_, i) => i + 1);
	const seasonal = season > 1 ? [season - 1, season, season + 1, 2 * season] : [];
	const lags = [...new Set([...near, ...seasonal])].filter((lag) => lag >= 1 && lag <= most).sort((a, b) => a - b);
	const spans = [...new Set([3, Math.max(season, 4)])].filter((span) => span <= most);
	return { lags, spans, season, step, first };
}

/** Steps that must be known before the first one that can be learned from. */
export const stepsBefore = ({ lags, spans }: LagPlan): number => Math.max(...lags, ...spans);

/** The mean of the last span before a step. */
export function levelBefore(values: Float64Array, at: number, { spans }: LagPlan): number {
	return meanBefore(values, at, spans.at(-1) ?? 1);
}

function meanBefore(values: Float64Array, at: number, span: number): number {
	let sum = 0;
	for (let i = at - span; i < at; i++) sum += values[i] ?? NaN;
	return sum / span;
}

/** Names of the features, in the order of `featuresAt`. */
export function featureNames({ lags, spans, season, step }: LagPlan): string[] {
	return [
		...lags.map((lag) => `lag ${lag}`),
		...spans.slice(0, -1).map((span) => `mean ${span}`),
		...(season > 1 ? ['place in season'] : []),
		...calendarNames(step)
	];
}

/** What is known before the step `at`: reads values before it, and its time; lags and means are measured from the level. */
export function featuresAt(values: Float64Array, at: number, plan: LagPlan): number[] {
	const { lags, spans, season, step, first } = plan;
	const level = levelBefore(values, at, plan);
	return [
		...lags.map((lag) => (values[at - lag] ?? NaN) - level),
		...spans.slice(0, -1).map((span) => meanBefore(values, at, span) - level),
		...(season > 1 ? [(((first + at) % season) + season) % season] : []),
		...calendarAt(first + at, step)
	];
}

function calendarNames({ unit, size }: Step): string[] {
	if (unit === 'number') return [];
	if (unit === 'month') return size < 12 ? ['month'] : [];
	return [...(size < dayMs ? ['hour'] : []), ...(size <= dayMs ? ['weekday'] : []), 'day of year'];
}

function calendarAt(place: number, step: Step): number[] {
	const { unit, size } = step;
	if (unit === 'number') return [];
	const time = timeOf(place, step);
	const date = new Date(time);
	if (unit === 'month') return size < 12 ? [date.getUTCMonth() + 1] : [];
	const dayOfYear = Math.floor((time - Date.UTC(date.getUTCFullYear(), 0, 1)) / dayMs) + 1;
	return [
		...(size < dayMs ? [(((time % dayMs) + dayMs) % dayMs) / hourMs] : []),
		...(size <= dayMs ? [date.getUTCDay()] : []),
		dayOfYear
	];
}
