import type { Value } from '$lib/core/clarify/counterfactual-space';
import { calledClass } from '$lib/core/model/called-class';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** A value of an input as people read it. */
export function valueText(i18n: I18n, kind: string, value: Value | undefined): string {
	if (value === undefined || value === '') return i18n.t.clarify.whatIf.missing;
	if (typeof value === 'string') return value;
	if (Number.isNaN(value)) return i18n.t.clarify.whatIf.missing;
	if (kind === 'datetime') return new Date(value).toISOString().slice(0, 10);
	return i18n.number(value, Number.isInteger(value) ? 0 : 4);
}

/** An answer of a model as people read it: the class it is called and how sure, or the number. */
export function answerText(
	i18n: I18n,
	{ classes, threshold }: { readonly classes: readonly string[]; readonly threshold: number | undefined },
	answer: readonly number[]
): string {
	if (classes.length === 0) return i18n.number(answer[0] ?? NaN, 4);
	const best = calledClass(answer, 0, classes.length, threshold);
	return `${classes[best] ?? ''}, ${i18n.percent(answer[best] ?? NaN, 1)}`;
}
