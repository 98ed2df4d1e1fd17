import { periodEdge } from './period-edge';

export const endOfYear = periodEdge({
	id: 'end-of-year',
	title: 'End of the year',
	description: 'The last day of the year that holds the date.',
	unit: 'year',
	edge: 'end'
});
