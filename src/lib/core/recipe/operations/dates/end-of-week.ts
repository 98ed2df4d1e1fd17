import { periodEdge } from './period-edge';

export const endOfWeek = periodEdge({
	id: 'end-of-week',
	title: 'End of the week',
	description: 'The last day of the week that holds the date; weeks begin on Monday.',
	unit: 'week',
	edge: 'end'
});
