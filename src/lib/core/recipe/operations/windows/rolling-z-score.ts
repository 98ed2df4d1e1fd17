import { rollingValues } from './rolling-values';

export const rollingZScore = rollingValues({
	id: 'rolling-z-score',
	title: 'Rolling z-score',
	description:
		'The value minus the mean of the values in a window that moves with the row: so many rows, or a span of time. Divided by their standard deviation (of a sample); missing where that is zero. Missing values are not counted.',
	suffix: '_rolling_z_score',
	sql: (x, over) => `(${x} - avg(${x}) ${over}) / nullif(stddev_samp(${x}) ${over}, 0)`
});
