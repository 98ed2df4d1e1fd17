import type { outliersOperations } from '$lib/core/recipe/operations/outliers';
import type { StepWords } from '$lib/core/recipe/sentence';
import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { GroupTexts } from '../texts';

const beyond = (words: StepWords) =>
	words.is('beyond', 'missing') ? ', others missing' : words.is('beyond', 'mark') ? ', marking others' : '';

export const outliers: GroupTexts<typeof outliersOperations> = {
	operations: {
		clip: {
			title: 'Limit outliers',
			description: 'Limit numbers to bounds, to quantiles or to deviations from the mean.',
			sentence: (words) => {
				const limit = words.is('method', 'bounds')
					? `${words.text('lower') || '…'} to ${words.text('upper') || '…'}`
					: words.is('method', 'quantile')
						? `quantiles ${words.text('lowerQuantile')} to ${words.text('upperQuantile')}`
						: `${words.text('deviations')} standard deviations`;
				return `Limit ${columns(words)} to ${limit}${beyond(words)}`;
			}
		},
		'tukey-fences': {
			title: 'Tukey fences',
			description: 'Outliers lie 1.5 quartile distances or more beyond the quartiles.',
			sentence: (words) => `Tukey fences of ${words.text('reach')} for ${columns(words)}${beyond(words)}`
		},
		'robust-deviation-fences': {
			title: 'Robust standard deviation fences',
			description: 'Mean and standard deviation of the values between two quantiles set the bounds.',
			sentence: (words) =>
				`Limit ${columns(words)} to ${words.text('deviations')} robust standard deviations${beyond(words)}`
		},
		'median-deviation-fences': {
			title: 'Median deviation fences',
			description: 'Median and median absolute deviation set the bounds.',
			sentence: (words) => `Limit ${columns(words)} to ${words.text('deviations')} median deviations${beyond(words)}`
		},
		'log-fences': {
			title: 'Outliers of skewed numbers',
			description: 'Bounds on the scale of logarithms, for amounts and other skewed numbers.',
			sentence: (words) =>
				`Limit ${columns(words)} to ${words.text('deviations')} deviations of the logarithm${beyond(words)}`
		},
		winsorise: {
			title: 'Winsorise',
			description: 'Set a share of the smallest and largest numbers to the nearest that is left.',
			sentence: (words) => `Winsorise ${columns(words)}: ${words.text('low')} below, ${words.text('high')} above`
		},
		'group-outliers': {
			title: 'Outliers within a group',
			description: 'Too far from the mean of its own group.',
			sentence: (words) =>
				`Limit ${columns(words)} to ${words.text('deviations')} deviations within ${named(words.text('by'))}${beyond(words)}`
		},
		'rare-values': {
			title: 'Rare values',
			description: 'Replace or mark values that few rows have.',
			sentence: (words) =>
				words.is('fix', 'mark')
					? `Mark rare values of ${columns(words)}`
					: `Make rare values of ${columns(words)} ${words.is('fix', 'missing') ? 'missing' : named(words.text('other'))}`
		},
		'drop-outliers': {
			title: 'Drop rows with outliers',
			description: 'Drop rows in which a number lies too far out.',
			sentence: (words) => `Drop rows with outliers of ${columns(words)}`
		},
		'count-outliers': {
			title: 'Count outliers in the row',
			description: 'How many columns hold an outlier.',
			sentence: (words) => `Count outliers of ${columns(words)} in ${named(words.text('name'))}`
		},
		mahalanobis: {
			title: 'Mahalanobis distance',
			description: 'How unusual the numbers of a row are together.',
			sentence: (words) => `Mahalanobis distance of ${columns(words)}`
		}
	},
	fields: {
		reach: 'Quartile distances',
		by: 'Group',
		low: 'Share of the smallest',
		high: 'Share of the largest',
		atLeast: 'At least this many rows, or this share',
		fix: 'What is rare',
		other: 'Becomes'
	},
	options: {
		mark: 'Marked in a column',
		robust: 'Robust deviations',
		quartiles: 'Tukey fences',
		median: 'Median deviations',
		other: 'Becomes one value'
	}
};
