import { fillAlong } from './fill-along';

export const fillForward = fillAlong({
	id: 'fill-forward',
	title: 'Fill forward',
	description:
		'Fills missing values with the last value before them, along `order` (else the order of the rows) and within `by`, over at most `limit` rows.',
	take: 'last'
});
