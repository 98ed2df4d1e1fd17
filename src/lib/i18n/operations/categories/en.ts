import type { categoriesOperations } from '$lib/core/recipe/operations/categories';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

export const categories: GroupTexts<typeof categoriesOperations> = {
	operations: {
		'one-hot': {
			title: 'One column a category',
			description: 'Make a 0 or 1 column for each category.',
			sentence: (words) => `One column for each category of ${columns(words)}`
		},
		ordinal: {
			title: 'Number the categories',
			description: 'Turn categories into numbers from 0.',
			sentence: (words) => `Number the categories of ${columns(words)}`
		},
		'binary-encode': {
			title: 'Binary encode',
			description: 'Number the categories in binary: few columns for many categories.',
			sentence: (words) => `Binary encode ${columns(words)}`
		},
		'count-encode': {
			title: 'Count encode',
			description: 'How many rows have the category.',
			sentence: (words) => `Count encode ${columns(words)}`
		},
		'frequency-encode': {
			title: 'Frequency encode',
			description: 'The share of rows that have the category.',
			sentence: (words) => `Frequency encode ${columns(words)}`
		},
		'target-encode': {
			title: 'Target encode',
			description: 'The mean of a target for each category, out of fold where it is learned.',
			sentence: (words) => `Target encode ${columns(words)} by ${named(words.text('target'))}`
		},
		'leave-one-out-encode': {
			title: 'Leave-one-out encode',
			description: "The mean of a target for each category, without the row's own.",
			sentence: (words) => `Leave-one-out encode ${columns(words)} by ${named(words.text('target'))}`
		},
		'ordered-target-encode': {
			title: 'Ordered target encode',
			description: 'The mean of a target in the rows drawn before, as CatBoost does.',
			sentence: (words) => `Ordered target encode ${columns(words)} by ${named(words.text('target'))}`
		},
		'james-stein-encode': {
			title: 'James-Stein encode',
			description: 'The mean of a target, the less trusted the less certain it is.',
			sentence: (words) => `James-Stein encode ${columns(words)} by ${named(words.text('target'))}`
		},
		'weight-of-evidence': {
			title: 'Weight of evidence',
			description: 'How much a category speaks for a target of yes or no.',
			sentence: (words) => `Weight of evidence of ${columns(words)} for ${named(words.text('target'))}`
		},
		'rank-by-target': {
			title: 'Number categories by target',
			description: 'Sort categories by the mean of a target and number them.',
			sentence: (words) => `Number categories of ${columns(words)} by ${named(words.text('target'))}`
		},
		'hash-encode': {
			title: 'Hash encode',
			description: 'A fixed number of columns for any categories, without learning.',
			sentence: (words) => `Hash ${columns(words)} into ${words.text('count')} columns`
		},
		'similarity-encode': {
			title: 'Similarity encode',
			description: 'Numbers that similar words share.',
			sentence: (words) => `Similarity encode ${named(words.text('column'))} in ${words.text('dimension')} columns`
		},
		'split-indicators': {
			title: 'One column a tag',
			description: 'For texts like drama|comedy: a 0 or 1 column for each.',
			sentence: (words) => `One column for each tag of ${named(words.text('column'))}`
		},
		'keep-top': {
			title: 'Keep the most frequent categories',
			description: 'Others become one category, or missing.',
			sentence: (words) => `Keep the ${words.text('count')} most frequent categories of ${columns(words)}`
		},
		'limit-to-known': {
			title: 'Unknown categories become missing',
			description: 'What the training rows do not have becomes missing.',
			sentence: (words) => `Unknown ${columns(words)} become missing`
		},
		'drop-unknown': {
			title: 'Drop rows with unknown categories',
			description: 'What the training rows do not have, or is missing, goes with its row.',
			sentence: (words) => `Drop rows with unknown ${columns(words)}`
		},
		'cross-categories': {
			title: 'Cross categories',
			description: 'One category for each combination of columns.',
			sentence: (words) => `Cross ${columns(words)} in ${named(words.text('name'))}`
		}
	},
	fields: {
		drop: 'Leave out',
		suffix: 'Suffix of new columns',
		target: 'Target',
		positive: 'Value that counts as 1',
		smoothing: 'Smoothing',
		count: 'How many',
		signed: 'With signs',
		dimension: 'Columns',
		delimiter: 'Between tags',
		most: 'At most',
		rest: 'Others',
		other: 'Their name',
		separator: 'Between values',
		output: 'Result',
		name: 'New column'
	},
	options: {
		none: 'None',
		first: 'The first',
		last: 'The last',
		other: 'Become one category',
		columns: 'One column each',
		vector: 'One vector',
		next: 'Takes the next number',
		error: 'Stops the run'
	}
};
