import { textFunction } from '../../text-function';
import { word, eachMatch } from '../../text-pattern';

export const titleCase = textFunction({
	id: 'title-case',
	group: 'text',
	title: 'Title case',
	description: 'Every word begins in upper case and goes on in lower case.',
	sql: (x) => eachMatch(x, word, (part) => `upper(left(${part}, 1)) || lower(substring(${part}, 2))`)
});
