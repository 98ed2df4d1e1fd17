import type { Condition, SliceRule } from '$lib/core/clarify/slice-rule';
import { isTemporalType, type Field } from '$lib/core/table/schema';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** One condition as people read it. */
export function conditionWords(i18n: I18n, condition: Condition, fields: readonly Field[]): string {
	const t = i18n.t.clarify.errors.rule;
	const { column } = condition;
	const value = (text: string) => (text === '' ? t.missingValue : text);
	if (condition.type === 'missing') return t.missing(column);
	if (condition.type === 'is') return condition.value === '' ? t.missing(column) : t.is(column, condition.value);
	if (condition.type === 'isNot') return t.isNot(column, condition.values.map(value).join(', '));
	const isTime = isTemporalType(fields.find(({ name }) => name === column)?.type ?? '');
	const number = (x: number) =>
		isTime ? new Date(x).toISOString().replace(/T00:00:00\.000Z$/, '') : i18n.number(x, 6);
	const { above, atMost, orMissing } = condition;
	if (above === null && atMost === null) return t.there(column);
	const range =
		above === null
			? t.atMost(column, number(atMost ?? 0))
			: atMost === null
				? t.above(column, number(above))
				: t.between(column, number(above), number(atMost));
	return orMissing ? t.orMissing(range) : range;
}

export function ruleWords(i18n: I18n, rule: SliceRule, fields: readonly Field[]): string {
	const t = i18n.t.clarify.errors;
	if (rule.length === 0) return t.rule.all;
	const and = i18n.locale === 'ja' ? t.and : ` ${t.and} `;
	return rule.map((condition) => conditionWords(i18n, condition, fields)).join(and);
}
