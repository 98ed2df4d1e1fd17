import { periodEdge } from './period-edge';

export const startOfMonth = periodEdge({
	id: 'start-of-month',
	title: 'Start of the month',
	description: 'The first day of the month that holds the date.',
	unit: 'month',
	edge: 'start'
});
