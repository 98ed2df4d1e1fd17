import { markEdge, placeFromLast } from './edge-rows';

export const markLastOfGroup = markEdge({
	id: 'mark-last-of-group',
	title: 'Mark the last row of each group',
	description: 'Whether the row is the last of its group in an order.',
	name: 'is_last',
	place: placeFromLast
});
