import { textFunction } from '../../text-function';
import { notSpace, allMatches } from '../../text-pattern';

export const countUniqueWords = textFunction({
	id: 'count-unique-words',
	group: 'tests',
	title: 'Count different words',
	description: 'How many different words there are, the case of letters aside.',
	result: 'BIGINT',
	suffix: '_count_unique_words',
	sql: (x) => `length(list_distinct(${allMatches(`lower(${x})`, notSpace)}))`
});
