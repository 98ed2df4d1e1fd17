import { periodEdge } from './period-edge';

export const startOfQuarter = periodEdge({
	id: 'start-of-quarter',
	title: 'Start of the quarter',
	description: 'The first day of the quarter that holds the date.',
	unit: 'quarter',
	edge: 'start'
});
