import type { missingOperations } from '$lib/core/recipe/operations/missing';
import { named } from '../../recipe/names';
import { all, columns, list } from '../phrases-en';
import type { GroupTexts } from '../texts';

const fills: Readonly<Record<string, string>> = {
	mean: 'mean',
	median: 'median',
	mode: 'most frequent value',
	minimum: 'smallest',
	maximum: 'largest'
};

export const missing: GroupTexts<typeof missingOperations> = {
	operations: {
		'fill-missing': {
			title: 'Fill missing values',
			description: 'Fill gaps with the mean, the median, the most frequent value or a constant.',
			sentence: (words) => {
				const fill = words.is('method', 'constant')
					? named(words.text('value'))
					: `the ${fills[words.text('method')] ?? ''}`;
				return `Fill missing ${columns(words)} with ${fill}`;
			}
		},
		'fill-by-group': {
			title: "Fill with the group's",
			description: 'Fill gaps with the mean, median, smallest or largest of the group.',
			sentence: (words) =>
				`Fill missing ${columns(words)} with the ${fills[words.text('method')] ?? ''} of ${named(words.text('by'))}`
		},
		'fill-forward': {
			title: 'Fill forward',
			description: 'Fill gaps with the last value before them, over at most so many rows.',
			sentence: (words) => `Fill missing ${columns(words)} with the value before`
		},
		'fill-backward': {
			title: 'Fill backward',
			description: 'Fill gaps with the next value after them, over at most so many rows.',
			sentence: (words) => `Fill missing ${columns(words)} with the value after`
		},
		'fill-from-column': {
			title: 'Fill from another column',
			description: 'Fill gaps with what another column has.',
			sentence: (words) => `Fill missing ${named(words.text('column'))} from ${named(words.text('source'))}`
		},
		'fill-random': {
			title: 'Fill with values drawn at random',
			description: 'Fill gaps with values drawn from the others.',
			sentence: (words) => `Fill missing ${columns(words)} with values drawn at random`
		},
		'fill-nearest': {
			title: 'Fill from the nearest rows',
			description: 'Fill gaps with the mean of the rows that are most alike.',
			sentence: (words) =>
				`Fill missing ${named(words.text('column'))} from the ${words.text('count')} nearest rows by ${list(words.texts('from'))}`
		},
		'fill-regression': {
			title: 'Fill by linear regression',
			description: 'Fill gaps with what other columns say.',
			sentence: (words) => `Fill missing ${named(words.text('column'))} by regression on ${list(words.texts('from'))}`
		},
		'fill-tail': {
			title: 'Fill with a value at the end',
			description: 'Fill gaps with a value far out, which trees can tell apart.',
			sentence: (words) => `Fill missing ${columns(words)} with a value ${words.text('deviations')} deviations out`
		},
		'missing-indicator': {
			title: 'Mark missing values',
			description: 'Add a column that says where values are missing.',
			sentence: (words) => `Mark missing ${columns(words)}`
		},
		'count-missing': {
			title: 'Count missing values in the row',
			description: 'How many values of the row are missing.',
			sentence: (words) => `Count missing values of ${all(words)} in ${named(words.text('name'))}`
		},
		'missing-pattern': {
			title: 'Pattern of missing values',
			description: 'Name the columns that are missing in the row.',
			sentence: (words) => `Pattern of missing values of ${all(words)} in ${named(words.text('name'))}`
		},
		'drop-missing': {
			title: 'Drop rows with gaps',
			description: 'Drop rows in which a value is missing.',
			sentence: (words) => `Drop rows with ${all(words)} missing`
		},
		'drop-rows-with-gaps': {
			title: 'Drop rows with many gaps',
			description: 'Drop rows in which more than so many values are missing.',
			sentence: (words) => `Drop rows with more than ${words.text('most')} missing of ${all(words)}`
		},
		'keep-missing': {
			title: 'Keep only rows with gaps',
			description: 'Keep rows in which a value is missing, to look at them.',
			sentence: (words) => `Keep rows with ${all(words)} missing`
		},
		'disguised-missing': {
			title: 'Words for missing become missing',
			description: 'UNKNOWN, N/A, NULL, ?, - and the like.',
			sentence: (words) => `Words for missing in ${columns(words)} become missing`
		},
		'empty-to-missing': {
			title: 'Empty text becomes missing',
			description: 'Empty texts, and those of white space alone.',
			sentence: (words) => `Empty ${columns(words)} become missing`
		},
		'zero-to-missing': {
			title: 'Zeros become missing',
			description: 'Where 0 or negative numbers cannot be.',
			sentence: (words) =>
				`${words.is('which', 'zero') ? 'Zeros' : words.is('which', 'negative') ? 'Negative numbers' : 'Zeros and negative numbers'} of ${columns(words)} become missing`
		},
		'not-finite-to-missing': {
			title: 'Infinite numbers become missing',
			description: 'Infinity and what is not a number.',
			sentence: (words) => `Infinite ${columns(words)} become missing`
		},
		'missing-where': {
			title: 'Make missing where a condition holds',
			description: 'Empty values in rows for which a condition holds.',
			sentence: (words) => `Make ${columns(words)} missing where ${named(words.text('condition'))}`
		}
	},
	fields: {
		by: 'Group',
		order: 'Along',
		limit: 'At most so many rows',
		source: 'From',
		from: 'By columns',
		count: 'How many rows',
		end: 'End',
		most: 'At most',
		also: 'Other words',
		numbers: 'Numbers for missing',
		spaces: 'White space too',
		which: 'Which'
	},
	options: {
		minimum: 'Smallest',
		maximum: 'Largest',
		missing: 'Stay missing',
		nearest: 'Take the nearest value',
		right: 'Right',
		left: 'Left',
		zero: 'Zeros',
		negative: 'Negative numbers',
		'zero-or-negative': 'Both'
	}
};
