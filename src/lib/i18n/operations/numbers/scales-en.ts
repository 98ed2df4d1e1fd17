import { named } from '../../recipe/names';
import { columns } from '../phrases-en';
import type { OperationText } from '../texts';

export const scales = {
	standardise: {
		title: 'Standardise',
		description: 'Bring numbers to mean 0 and standard deviation 1.',
		sentence: (words) => `Standardise ${columns(words)}`
	},
	'min-max': {
		title: 'Scale to a range',
		description: 'Map the smallest and the largest value to a range.',
		sentence: (words) => `Scale ${columns(words)} to ${words.text('low')} … ${words.text('high')}`
	},
	'robust-scale': {
		title: 'Robust scale',
		description: 'Take the median away and divide by the distance of two quantiles: outliers hardly matter.',
		sentence: (words) => `Scale ${columns(words)} by median and quantiles`
	},
	'standardise-robustly': {
		title: 'Robust standard score',
		description: 'Distance from the median in median absolute deviations: a standard score that outliers hardly move.',
		sentence: (words) => `Robust standard score of ${columns(words)}`
	},
	'max-abs-scale': {
		title: 'Scale by the largest size',
		description: 'Divide by the largest absolute value: 0 stays 0 and signs stay.',
		sentence: (words) => `Scale ${columns(words)} by their largest size`
	},
	'mean-normalise': {
		title: 'Mean normalisation',
		description: 'Take the mean away and divide by the range.',
		sentence: (words) => `Normalise ${columns(words)} by mean and range`
	},
	centre: {
		title: 'Centre',
		description: 'Take the mean or the median away.',
		sentence: (words) => `Take the ${words.is('around', 'mean') ? 'mean' : 'median'} of ${columns(words)} away`
	},
	'share-of-total': {
		title: 'Share of the total',
		description: 'Divide by the sum of the column.',
		sentence: (words) => `Share of the total of ${columns(words)}`
	},
	'normalise-rows': {
		title: 'Unit length rows',
		description: 'Divide the numbers of each row by their size.',
		sentence: (words) => `Bring rows of ${columns(words)} to length 1`
	},
	'standardise-by-group': {
		title: 'Standardise by group',
		description: 'Mean 0 and standard deviation 1 within each group.',
		sentence: (words) => `Standardise ${columns(words)} by ${named(words.text('by'))}`
	},
	'min-max-by-group': {
		title: 'Scale to 0 to 1 by group',
		description: 'The smallest value of each group becomes 0, the largest 1.',
		sentence: (words) => `Scale ${columns(words)} to 0 … 1 by ${named(words.text('by'))}`
	},
	'centre-by-group': {
		title: "Difference from the group's mean",
		description: 'Take the mean of its group away.',
		sentence: (words) => `Difference of ${columns(words)} from the mean of ${named(words.text('by'))}`
	},
	'ratio-to-group-mean': {
		title: "Ratio to the group's mean",
		description: 'Divide by the mean of its group.',
		sentence: (words) => `Ratio of ${columns(words)} to the mean of ${named(words.text('by'))}`
	},
	'share-of-group': {
		title: "Share of the group's total",
		description: 'Divide by the sum of its group.',
		sentence: (words) => `Share of ${columns(words)} in the total of ${named(words.text('by'))}`
	},
	'box-cox': {
		title: 'Box-Cox transform',
		description: 'Make positive numbers as normal as they can be; the strength is learned.',
		sentence: (words) => `Box-Cox transform of ${columns(words)}`
	},
	'yeo-johnson': {
		title: 'Yeo-Johnson transform',
		description: 'Make numbers as normal as they can be, negative ones too.',
		sentence: (words) => `Yeo-Johnson transform of ${columns(words)}`
	},
	'quantile-transform': {
		title: 'Quantile transform',
		description: 'Make any distribution uniform or normal.',
		sentence: (words) =>
			`Make ${columns(words)} ${words.is('distribution', 'normal') ? 'normally' : 'uniformly'} distributed`
	},
	rank: {
		title: 'Rank numbers',
		description:
			'The place of a number among all or those of its group; ties share the mean, least, largest or next place.',
		sentence: (words) => `Rank ${columns(words)}`
	},
	'percent-rank': {
		title: 'Rank numbers as a share',
		description: 'The percentile rank: the place divided by how many numbers there are, above 0 and up to 1.',
		sentence: (words) => `Percentile rank of ${columns(words)}`
	}
} as const satisfies Record<string, OperationText>;
