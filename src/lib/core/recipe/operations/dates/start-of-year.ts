import { periodEdge } from './period-edge';

export const startOfYear = periodEdge({
	id: 'start-of-year',
	title: 'Start of the year',
	description: 'The first day of the year that holds the date.',
	unit: 'year',
	edge: 'start'
});
