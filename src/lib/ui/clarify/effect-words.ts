import type { Effect } from '$lib/core/clarify/effect';
import type { EffectAxis } from '$lib/core/clarify/effect-axis';
import { isTemporalType } from '$lib/core/table/schema';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** The names of the places along an axis. */
export function placeNames(i18n: I18n, axis: EffectAxis): string[] {
	if (axis.kind === 'category')
		return axis.values.map((value) => (value === '' ? i18n.t.clarify.effects.missingValue : value));
	return Array.from(axis.values, (value) => (isTemporalType(axis.type) ? dayOf(value) : i18n.number(value, 4)));
}

export function dayOf(milliseconds: number): string {
	return new Date(milliseconds).toISOString().slice(0, 10);
}

/** An answer in words: a share for classes, points of it where it is a difference. */
export function answerText(i18n: I18n, value: number, isShare: boolean, isDifference: boolean): string {
	const size = Math.abs(value);
	const text = isShare ? i18n.percent(size, size < 0.1 ? 1 : 0) : i18n.number(size, 3);
	const sign = value < 0 ? '−' : isDifference && value > 0 ? '+' : '';
	return `${sign}${text}`;
}

/** What the picture shows, in one sentence: where the answer is lowest and highest; `isCentred`: against the first place. */
export function effectSentence(
	i18n: I18n,
	{ axes, values, kind }: Effect,
	what: string,
	isShare: boolean,
	isCentred = false
): string {
	const start = isCentred ? (values[0] ?? 0) : 0;
	const t = i18n.t.clarify.effects;
	let [low, high] = [0, 0];
	values.forEach((value, at) => {
		if (value < (values[low] ?? NaN)) low = at;
		if (value > (values[high] ?? NaN)) high = at;
	});
	const figure = (at: number) => answerText(i18n, (values[at] ?? NaN) - start, isShare, isCentred || kind === 'ale');
	const names = axes.map((axis) => placeNames(i18n, axis));
	const width = names[1]?.length ?? 1;
	const nameOf = (at: number) =>
		[names[0]?.[Math.floor(at / width)], names[1]?.[at % width]].filter((name) => name !== undefined).join(' · ');
	if ((values[high] ?? 0) - (values[low] ?? 0) < 1e-12)
		return t.saysFlat(what, axes.map(({ column }) => column).join(' × '));
	if (isCentred) return t.saysCentred(what, nameOf(0), figure(low), nameOf(low), figure(high), nameOf(high));
	if (kind !== 'ale') return t.says(what, figure(low), nameOf(low), figure(high), nameOf(high));
	if (axes.length > 1) return t.saysTogether(what, figure(low), figure(high));
	return t.saysRelative(what, figure(low), nameOf(low), figure(high), nameOf(high));
}
