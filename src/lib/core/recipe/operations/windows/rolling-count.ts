import { rollingValues } from './rolling-values';

export const rollingCount = rollingValues({
	id: 'rolling-count',
	title: 'Rolling count',
	description:
		'How many of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_count',
	sql: (x, over) => `count(${x}) ${over}`
});
