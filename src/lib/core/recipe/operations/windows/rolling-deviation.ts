import { rollingValues } from './rolling-values';

export const rollingDeviation = rollingValues({
	id: 'rolling-deviation',
	title: 'Rolling standard deviation',
	description:
		'The standard deviation (of a sample) of the values in a window that moves with the row: so many rows, or a span of time. Missing for one value. Missing values are not counted.',
	suffix: '_rolling_deviation',
	sql: (x, over) => `stddev_samp(${x}) ${over}`
});
