import { periodEdge } from './period-edge';

export const startOfWeek = periodEdge({
	id: 'start-of-week',
	title: 'Start of the week',
	description: 'The first day of the week that holds the date; weeks begin on Monday.',
	unit: 'week',
	edge: 'start'
});
