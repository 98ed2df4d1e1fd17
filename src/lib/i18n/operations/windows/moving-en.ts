import { named } from '../../recipe/names';
import type { OperationText } from '../texts';
import { along, grouped, ordered, rolling } from './phrases-en';

export const moving = {
	'cumulative-distribution': {
		title: 'Cumulative distribution',
		description: 'The part of the values up to this one.',
		sentence: grouped('Cumulative distribution')
	},
	'cumulative-sum': { title: 'Cumulative sum', description: 'The sum so far.', sentence: ordered('Cumulative sum') },
	'cumulative-mean': {
		title: 'Cumulative mean',
		description: 'The mean so far.',
		sentence: ordered('Cumulative mean')
	},
	'cumulative-minimum': {
		title: 'Cumulative minimum',
		description: 'The smallest so far.',
		sentence: ordered('Cumulative minimum')
	},
	'cumulative-maximum': {
		title: 'Cumulative maximum',
		description: 'The largest so far.',
		sentence: ordered('Cumulative maximum')
	},
	'cumulative-median': {
		title: 'Cumulative median',
		description: 'The median so far.',
		sentence: ordered('Cumulative median')
	},
	'cumulative-deviation': {
		title: 'Cumulative standard deviation',
		description: 'The standard deviation so far.',
		sentence: ordered('Cumulative standard deviation')
	},
	'cumulative-product': {
		title: 'Cumulative product',
		description: 'The product so far.',
		sentence: ordered('Cumulative product')
	},
	'cumulative-count': {
		title: 'Cumulative count',
		description: 'How many values so far.',
		sentence: ordered('Cumulative count')
	},
	'cumulative-distinct': {
		title: 'Cumulative distinct count',
		description: 'How many different values so far.',
		sentence: ordered('Cumulative distinct count')
	},
	'cumulative-share': {
		title: 'Cumulative share',
		description: 'The part of the total reached so far.',
		sentence: ordered('Cumulative share')
	},
	'rolling-mean': {
		title: 'Rolling mean',
		description: 'The mean of a moving window.',
		sentence: rolling('Rolling mean')
	},
	'rolling-sum': { title: 'Rolling sum', description: 'The sum of a moving window.', sentence: rolling('Rolling sum') },
	'rolling-minimum': {
		title: 'Rolling minimum',
		description: 'The smallest value of a moving window.',
		sentence: rolling('Rolling minimum')
	},
	'rolling-maximum': {
		title: 'Rolling maximum',
		description: 'The largest value of a moving window.',
		sentence: rolling('Rolling maximum')
	},
	'rolling-range': {
		title: 'Rolling range',
		description: 'The spread of a moving window.',
		sentence: rolling('Rolling range')
	},
	'rolling-deviation': {
		title: 'Rolling standard deviation',
		description: 'The standard deviation of a moving window.',
		sentence: rolling('Rolling standard deviation')
	},
	'rolling-median': {
		title: 'Rolling median',
		description: 'The median of a moving window.',
		sentence: rolling('Rolling median')
	},
	'rolling-count': {
		title: 'Rolling count',
		description: 'How many values in a moving window.',
		sentence: rolling('Rolling count')
	},
	'rolling-distinct': {
		title: 'Rolling distinct count',
		description: 'How many different values in a moving window.',
		sentence: rolling('Rolling distinct count')
	},
	'rolling-z-score': {
		title: 'Rolling z-score',
		description: 'How unusual the value is in a moving window.',
		sentence: rolling('Rolling z-score')
	},
	'rolling-quantile': {
		title: 'Rolling quantile',
		description: 'A quantile of a moving window.',
		sentence: rolling('Rolling quantile')
	},
	'rolling-correlation': {
		title: 'Rolling correlation',
		description: 'How two columns go together in a moving window.',
		sentence: (words) =>
			`Rolling correlation of ${named(words.text('column'))} and ${named(words.text('other'))}${along(words)}`
	},
	'group-mean': {
		title: 'Mean of the group',
		description: 'The mean of the group beside each row.',
		sentence: grouped('Mean of the group')
	},
	'group-sum': {
		title: 'Sum of the group',
		description: 'The sum of the group beside each row.',
		sentence: grouped('Sum of the group')
	},
	'group-minimum': {
		title: 'Minimum of the group',
		description: 'The smallest value of the group beside each row.',
		sentence: grouped('Minimum of the group')
	},
	'group-maximum': {
		title: 'Maximum of the group',
		description: 'The largest value of the group beside each row.',
		sentence: grouped('Maximum of the group')
	},
	'group-median': {
		title: 'Median of the group',
		description: 'The median of the group beside each row.',
		sentence: grouped('Median of the group')
	},
	'group-deviation': {
		title: 'Standard deviation of the group',
		description: 'The standard deviation of the group beside each row.',
		sentence: grouped('Standard deviation of the group')
	},
	'group-count': {
		title: 'Count of the group',
		description: 'How many values the group has.',
		sentence: grouped('Count of the group')
	},
	'group-distinct': {
		title: 'Distinct count of the group',
		description: 'How many different values the group has.',
		sentence: grouped('Distinct count of the group')
	},
	'exponential-mean': {
		title: 'Exponential mean',
		description: 'The older a value, the less it weighs.',
		sentence: ordered('Exponential mean')
	},
	'exponential-deviation': {
		title: 'Exponential standard deviation',
		description: 'The spread, where older values weigh less.',
		sentence: ordered('Exponential standard deviation')
	}
} as const satisfies Record<string, OperationText>;
