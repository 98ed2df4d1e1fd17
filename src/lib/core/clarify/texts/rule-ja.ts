import type { RuleTexts } from './rule-en';

export const ruleTexts: RuleTexts = {
	all: 'すべての行',
	is: (column, value) => `${column} が ${value}`,
	isNot: (column, values) => `${column} が ${values} 以外`,
	missing: (column) => `${column} が欠損`,
	there: (column) => `${column} に値がある`,
	atMost: (column, value) => `${column} ≤ ${value}`,
	above: (column, value) => `${column} > ${value}`,
	between: (column, low, high) => `${low} < ${column} ≤ ${high}`,
	orMissing: (range) => `${range}、または欠損`,
	missingValue: '欠損',
	and: ' かつ '
};
