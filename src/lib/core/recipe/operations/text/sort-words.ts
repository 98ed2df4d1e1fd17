import { textFunction } from '../../text-function';
import { notSpace, joined, allMatches } from '../../text-pattern';

export const sortWords = textFunction({
	id: 'sort-words',
	group: 'text',
	title: 'Sort words',
	description: 'The words of a text in order, with one space between. Words are what white space parts.',
	sql: (x) => joined(x, `list_sort(${allMatches(x, notSpace)})`, ' ')
});
