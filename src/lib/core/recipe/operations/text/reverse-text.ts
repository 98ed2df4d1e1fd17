import { textFunction } from '../../text-function';

export const reverseText = textFunction({
	id: 'reverse-text',
	group: 'text',
	title: 'Reverse text',
	description: 'Turns the order of the characters round; what is seen as one character stays whole.',
	sql: (x) => `reverse(${x})`
});
