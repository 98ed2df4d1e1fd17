import type { Step } from '$lib/core/forecast/forecast-job';
import { nameOfStep } from '$lib/core/forecast/step';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** So many steps in the unit they have: "12 days", or "12 steps" where it has no name. */
export function lengthText(i18n: I18n, step: Step, steps: number): string {
	return i18n.t.train.forecast.lengths[nameOfStep(step) ?? 'step'](i18n.count(steps));
}

/** A time of a series in UTC: a day, a day with its minutes, or a plain number. */
export function timeText(i18n: I18n, time: number, isByDay: boolean, isNumbered: boolean): string {
	if (isNumbered) return String(Number(time.toPrecision(12)));
	return isByDay ? i18n.day(time) : new Date(time).toISOString().slice(0, 16).replace('T', ' ');
}
