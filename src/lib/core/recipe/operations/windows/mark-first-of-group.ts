import { markEdge, placeFromFirst } from './edge-rows';

export const markFirstOfGroup = markEdge({
	id: 'mark-first-of-group',
	title: 'Mark the first row of each group',
	description: 'Whether the row is the first of its group in an order.',
	name: 'is_first',
	place: placeFromFirst
});
