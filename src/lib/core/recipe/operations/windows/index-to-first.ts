import { alongValues } from './along-values';

export const indexToFirst = alongValues({
	id: 'index-to-first',
	title: 'Index to the first value',
	description:
		'The value as a percentage of the first one of its group that is not missing: the first is 100. Missing where the first is zero.',
	accepts: 'number',
	suffix: '_index',
	type: 'DOUBLE',
	sql: (x, { sofar }) => `100 * ${x} / nullif(first_value(${x} IGNORE NULLS) ${sofar}, 0)`
});
