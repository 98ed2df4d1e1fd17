import { exponentialValues } from './exponential-values';

export const exponentialMean = exponentialValues({
	id: 'exponential-mean',
	title: 'Exponential mean',
	description:
		'The mean of the values up to this row, each weighing less than the one after it: by a span, a half-life in rows, or the weight of the newest. With `adjust` divided by the weights so far (else the plain recursion). At a missing value the mean stays, and the older ones weigh less.',
	suffix: '_exponential_mean',
	statistic: 'mean'
});
