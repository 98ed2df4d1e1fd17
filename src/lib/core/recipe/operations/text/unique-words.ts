import { textFunction } from '../../text-function';
import { notSpace, joined, allMatches } from '../../text-pattern';

export const uniqueWords = textFunction({
	id: 'unique-words',
	group: 'text',
	title: 'Drop repeated words',
	description: 'Keeps the first of every word, whatever the case of its letters.',
	sql: (x) =>
		joined(
			x,
			`list_filter(${allMatches(x, notSpace)}, lambda __part, __i: list_position(list_transform(${allMatches(x, notSpace)}, lambda __other: lower(__other)), lower(__part)) = __i)`,
			' '
		)
});
