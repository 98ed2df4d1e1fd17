import { describe, expect, it } from 'vitest';
import { ruleWords } from '$lib/core/clarify/rule-words';
import type { SliceRule } from '$lib/core/clarify/slice-rule';
import { ruleTexts as english } from '$lib/core/clarify/texts/rule-en';
import { ruleTexts as japanese } from '$lib/core/clarify/texts/rule-ja';

const range = { type: 'range', column: 'age', above: null, atMost: null, orMissing: false } as const;
const write = (column: string, value: number) =>
	column === 'day' ? new Date(value).toISOString().slice(0, 10) : `${value}`;

describe('a rule in words', () => {
	it.each<[SliceRule, string, string]>([
		[[], 'all rows', 'すべての行'],
		[[{ ...range, above: 18, atMost: 30 }], '18 < age ≤ 30', '18 < age ≤ 30'],
		[[{ ...range, above: 18, orMissing: true }], 'age > 18 or missing', 'age > 18、または欠損'],
		[[{ ...range, column: 'day', atMost: 0 }], 'day ≤ 1970-01-01', 'day ≤ 1970-01-01'],
		[[range], 'age is not missing', 'age に値がある'],
		[[{ type: 'is', column: 'job', value: '' }], 'job is missing', 'job が欠損'],
		[
			[
				{ type: 'isNot', column: 'job', values: ['a', ''] },
				{ type: 'missing', column: 'age' }
			],
			'job is not a, missing and age is missing',
			'job が a, 欠損 以外 かつ age が欠損'
		]
	])('%j', (rule, en, ja) => {
		expect(ruleWords(rule, english, write)).toBe(en);
		expect(ruleWords(rule, japanese, write)).toBe(ja);
	});
});
