import { textFunction } from '../../text-function';
import { word, joined, allMatches } from '../../text-pattern';

export const initials = textFunction({
	id: 'initials',
	group: 'text',
	title: 'Initials',
	description: 'The first letter of every word, in upper case.',
	sql: (x) => joined(x, `list_transform(${allMatches(x, word)}, lambda __part: upper(left(__part, 1)))`, '')
});
