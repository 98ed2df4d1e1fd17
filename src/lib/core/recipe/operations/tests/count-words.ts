import { textFunction } from '../../text-function';
import { notSpace, allMatches } from '../../text-pattern';

export const countWords = textFunction({
	id: 'count-words',
	group: 'tests',
	title: 'Count words',
	description: 'How many words there are: what white space parts.',
	result: 'BIGINT',
	suffix: '_count_words',
	sql: (x) => `length(${allMatches(x, notSpace)})`
});
