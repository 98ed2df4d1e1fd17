import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { OperationText } from '../texts';

export const across = {
	'row-sum': {
		title: 'Sum of columns',
		description: 'Add the numbers of each row up.',
		sentence: (words) => `Sum of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-product': {
		title: 'Product of columns',
		description: 'Multiply the numbers of each row.',
		sentence: (words) => `Product of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-mean': {
		title: 'Mean of columns',
		description: 'The mean of the numbers of each row.',
		sentence: (words) => `Mean of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-median': {
		title: 'Median of columns',
		description: 'The median of the numbers of each row.',
		sentence: (words) => `Median of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-minimum': {
		title: 'Smallest of columns',
		description: 'The smallest number of each row.',
		sentence: (words) => `Smallest of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-maximum': {
		title: 'Largest of columns',
		description: 'The largest number of each row.',
		sentence: (words) => `Largest of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-range': {
		title: 'Range of columns',
		description: 'The largest minus the smallest number of each row.',
		sentence: (words) => `Range of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-deviation': {
		title: 'Standard deviation of columns',
		description: 'How far the numbers of each row spread.',
		sentence: (words) => `Standard deviation of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-norm': {
		title: 'Length of columns',
		description: 'The root of the sum of squares of each row.',
		sentence: (words) => `Length of ${columns(words)} in ${named(words.text('name'))}`
	},
	'row-largest': {
		title: 'Column with the largest number',
		description: 'Name the column with the largest or smallest number of the row.',
		sentence: (words) => `Which of ${columns(words)} is ${words.is('which', 'largest') ? 'largest' : 'smallest'}`
	},
	'weighted-sum': {
		title: 'Weighted sum of columns',
		description: 'Add columns up, each times its weight.',
		sentence: (words) => `Weighted sum of ${columns(words)} in ${named(words.text('name'))}`
	},
	difference: {
		title: 'Difference of two columns',
		description: 'One minus the other.',
		sentence: (words) => `${named(words.text('column'))} minus ${named(words.text('other'))}`
	},
	'absolute-difference': {
		title: 'Distance of two columns',
		description: 'The size of the difference.',
		sentence: (words) => `Distance of ${named(words.text('column'))} and ${named(words.text('other'))}`
	},
	ratio: {
		title: 'Ratio of two columns',
		description: 'One divided by the other.',
		sentence: (words) => `${named(words.text('column'))} divided by ${named(words.text('other'))}`
	},
	'percent-change': {
		title: 'Change in percent',
		description: 'How much more one is than the other, in percent.',
		sentence: (words) => `Change from ${named(words.text('other'))} to ${named(words.text('column'))} in percent`
	},
	'share-of-pair': {
		title: 'Share of two columns',
		description: 'One divided by the sum of both.',
		sentence: (words) => `Share of ${named(words.text('column'))} beside ${named(words.text('other'))}`
	},
	'pair-product': {
		title: 'Product of two columns',
		description: 'One times the other.',
		sentence: (words) => `${named(words.text('column'))} times ${named(words.text('other'))}`
	},
	'polynomial-features': {
		title: 'Powers and products',
		description: 'Every product of the columns, with themselves too, up to a degree.',
		sentence: (words) => `Powers and products of ${columns(words)} up to degree ${words.text('degree')}`
	},
	interactions: {
		title: 'Products of pairs',
		description: 'The product of every two columns.',
		sentence: (words) => `Products of pairs of ${columns(words)}`
	},
	'spline-features': {
		title: 'Spline features',
		description: 'Let a linear model bend at knots.',
		sentence: (words) => `Spline of ${columns(words)} with ${words.text('knots')} knots`
	}
} as const satisfies Record<string, OperationText>;
