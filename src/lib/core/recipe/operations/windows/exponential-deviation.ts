import { exponentialValues } from './exponential-values';

export const exponentialDeviation = exponentialValues({
	id: 'exponential-deviation',
	title: 'Exponential standard deviation',
	description:
		'The standard deviation (of a sample) of the values up to this row, each weighing less than the one after it. Missing for the first value; at a missing value it stays, and the older ones weigh less.',
	suffix: '_exponential_deviation',
	statistic: 'deviation'
});
