import { keepEdge, placeFromLast } from './edge-rows';

export const keepLastOfGroup = keepEdge({
	id: 'keep-last-of-group',
	title: 'Last rows of each group',
	description: 'Keeps the last `n` rows of each group in an order.',
	place: placeFromLast
});
