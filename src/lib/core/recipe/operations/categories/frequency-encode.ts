import { countEncoder } from './count-encoder';

export const frequencyEncode = countEncoder({
	id: 'frequency-encode',
	title: 'Frequency encode',
	description:
		'Turns a category into the share of the rows learned from (those not missing) that have it; one not seen then is 0.',
	figure: (count, total) => count / total
});
