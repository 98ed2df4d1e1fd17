import { rollingValues } from './rolling-values';

export const rollingMinimum = rollingValues({
	id: 'rolling-minimum',
	title: 'Rolling minimum',
	description:
		'The smallest of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_minimum',
	sql: (x, over) => `min(${x}) ${over}`
});
