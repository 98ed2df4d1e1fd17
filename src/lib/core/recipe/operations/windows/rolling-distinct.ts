import { rollingValues } from './rolling-values';

export const rollingDistinct = rollingValues({
	id: 'rolling-distinct',
	title: 'Rolling distinct count',
	description:
		'How many different of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_distinct',
	sql: (x, over) => `count(DISTINCT ${x}) ${over}`
});
