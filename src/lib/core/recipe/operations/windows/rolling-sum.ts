import { rollingValues } from './rolling-values';

export const rollingSum = rollingValues({
	id: 'rolling-sum',
	title: 'Rolling sum',
	description:
		'The sum of the values in a window that moves with the row: so many rows, or a span of time. Missing values are not counted.',
	suffix: '_rolling_sum',
	sql: (x, over) => `sum(${x}) ${over}`
});
