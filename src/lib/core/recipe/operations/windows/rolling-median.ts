import { rollingValues } from './rolling-values';

export const rollingMedian = rollingValues({
	id: 'rolling-median',
	title: 'Rolling median',
	description:
		'The median of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_median',
	sql: (x, over) => `median(${x}) ${over}`
});
