/** Words of the rules of slices. Figures come in written out. */
export interface RuleTexts {
	readonly all: string;
	readonly is: (column: string, value: string) => string;
	readonly isNot: (column: string, values: string) => string;
	readonly missing: (column: string) => string;
	readonly there: (column: string) => string;
	readonly atMost: (column: string, value: string) => string;
	readonly above: (column: string, value: string) => string;
	readonly between: (column: string, low: string, high: string) => string;
	readonly orMissing: (range: string) => string;
	readonly missingValue: string;
	readonly and: string;
}

export const ruleTexts: RuleTexts = {
	all: 'all rows',
	is: (column, value) => `${column} is ${value}`,
	isNot: (column, values) => `${column} is not ${values}`,
	missing: (column) => `${column} is missing`,
	there: (column) => `${column} is not missing`,
	atMost: (column, value) => `${column} ≤ ${value}`,
	above: (column, value) => `${column} > ${value}`,
	between: (column, low, high) => `${low} < ${column} ≤ ${high}`,
	orMissing: (range) => `${range} or missing`,
	missingValue: 'missing',
	and: ' and '
};
