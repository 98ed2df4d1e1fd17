import { rollingValues } from './rolling-values';

export const rollingMean = rollingValues({
	id: 'rolling-mean',
	title: 'Rolling mean',
	description:
		'The mean of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_mean',
	sql: (x, over) => `avg(${x}) ${over}`
});
