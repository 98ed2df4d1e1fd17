import { keepEdge, placeFromFirst } from './edge-rows';

export const keepFirstOfGroup = keepEdge({
	id: 'keep-first-of-group',
	title: 'First rows of each group',
	description: 'Keeps the first `n` rows of each group in an order.',
	place: placeFromFirst
});
