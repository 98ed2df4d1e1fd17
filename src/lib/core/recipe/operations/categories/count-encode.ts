import { countEncoder } from './count-encoder';

export const countEncode = countEncoder({
	id: 'count-encode',
	title: 'Count encode',
	description: 'Turns a category into how many of the rows learned from have it; one not seen then is 0.',
	figure: (count) => count
});
