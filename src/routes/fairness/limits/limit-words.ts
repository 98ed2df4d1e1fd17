import type { KeptReport } from '$lib/core/clarify/kept-report';
import type { Limit, LimitCheck } from '$lib/core/clarify/limit';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** What a limit wants of a value: at most 0.1. */
export function wantedText(i18n: I18n, { absolute, side, bound }: Limit): string {
	const t = i18n.t.clarify.limits;
	const number = i18n.number(bound);
	if (absolute) return side === 'at-most' ? t.between(number) : t.apart(number);
	return side === 'at-most' ? t.atMost(number) : t.atLeast(number);
}

/** A limit by its name and what it wants, for the reader of a button. */
export function limitName(i18n: I18n, limit: Limit): string {
	return `${limit.metric} ${wantedText(i18n, limit)}`;
}

export function whomText(i18n: I18n, { facet, value }: Limit): string {
	const t = i18n.t.clarify.limits;
	if (facet === null) return value ?? t.anyGroup;
	return value === null ? t.groupsOf(facet) : t.groupOf(facet, value);
}

/** Why a group is beyond a limit: what the metric says of it, what is wanted, and what speaks against it. */
export function breachText(
	i18n: I18n,
	{ limit, value: who, measured, lower, upper, doubt }: LimitCheck,
	{ positive, group }: Pick<KeptReport, 'positive' | 'group'>
): string {
	const { says, metrics, limits: t } = i18n.t.clarify;
	const wanted = t.breaches.wanted(wantedText(i18n, limit));
	if (measured === null) return `${t.breaches.noValue(metrics[limit.metric])} ${wanted}`;
	const said = says[limit.metric]({ who, positive, value: measured, group: group ?? '' });
	const value = `${limit.metric} ${i18n.number(measured)}.`;
	const ends = [i18n.number(lower ?? NaN), i18n.number(upper ?? NaN)] as const;
	const against = doubt === null ? '' : t.breaches[doubt](...ends);
	return [said, value, wanted, against].filter((part) => part !== '').join(' ');
}
