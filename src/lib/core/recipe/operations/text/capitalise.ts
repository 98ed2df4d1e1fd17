import { textFunction } from '../../text-function';

export const capitalise = textFunction({
	id: 'capitalise',
	group: 'text',
	title: 'Capitalise',
	description: 'The first character in upper case, the rest in lower case.',
	sql: (x) => `upper(left(${x}, 1)) || lower(substring(${x}, 2))`
});
