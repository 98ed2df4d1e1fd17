import { fillAlong } from './fill-along';

export const fillBackward = fillAlong({
	id: 'fill-backward',
	title: 'Fill backward',
	description:
		'Fills missing values with the next value after them, along `order` (else the order of the rows) and within `by`, over at most `limit` rows.',
	take: 'first'
});
