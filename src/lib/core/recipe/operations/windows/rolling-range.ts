import { rollingValues } from './rolling-values';

export const rollingRange = rollingValues({
	id: 'rolling-range',
	title: 'Rolling range',
	description:
		'The largest minus the smallest of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_range',
	sql: (x, over) => `max(${x}) ${over} - min(${x}) ${over}`
});
