import { periodEdge } from './period-edge';

export const endOfQuarter = periodEdge({
	id: 'end-of-quarter',
	title: 'End of the quarter',
	description: 'The last day of the quarter that holds the date.',
	unit: 'quarter',
	edge: 'end'
});
