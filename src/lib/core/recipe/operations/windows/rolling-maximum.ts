import { rollingValues } from './rolling-values';

export const rollingMaximum = rollingValues({
	id: 'rolling-maximum',
	title: 'Rolling maximum',
	description:
		'The largest of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_maximum',
	sql: (x, over) => `max(${x}) ${over}`
});
