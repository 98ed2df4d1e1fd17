import { periodEdge } from './period-edge';

export const endOfMonth = periodEdge({
	id: 'end-of-month',
	title: 'End of the month',
	description: 'The last day of the month that holds the date.',
	unit: 'month',
	edge: 'end'
});
