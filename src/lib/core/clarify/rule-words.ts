import type { Condition, SliceRule } from './slice-rule';
import type { RuleTexts } from './texts/rule-en';

/** Writes a number that stands in a column: dates are milliseconds since 1970. */
export type WriteNumber = (column: string, value: number) => string;

/** A rule as people read it: `18 < age ≤ 30 and job is clerk`. */
export function ruleWords(rule: SliceRule, texts: RuleTexts, write: WriteNumber): string {
	if (rule.length === 0) return texts.all;
	return rule.map((condition) => conditionWords(condition, texts, write)).join(texts.and);
}

/** One condition as people read it. */
export function conditionWords(condition: Condition, t: RuleTexts, write: WriteNumber): string {
	const { column } = condition;
	const value = (text: string) => (text === '' ? t.missingValue : text);
	if (condition.type === 'missing') return t.missing(column);
	if (condition.type === 'is') return condition.value === '' ? t.missing(column) : t.is(column, condition.value);
	if (condition.type === 'isNot') return t.isNot(column, condition.values.map(value).join(', '));
	const { above, atMost, orMissing } = condition;
	const number = (x: number) => write(column, x);
	if (above === null && atMost === null) return t.there(column);
	const range =
		above === null
			? t.atMost(column, number(atMost ?? 0))
			: atMost === null
				? t.above(column, number(above))
				: t.between(column, number(above), number(atMost));
	return orMissing ? t.orMissing(range) : range;
}
