import { textFunction } from '../../text-function';

export const lowerCase = textFunction({
	id: 'lower-case',
	group: 'text',
	title: 'Lower case',
	description: 'All letters in lower case.',
	sql: (x) => `lower(${x})`
});
