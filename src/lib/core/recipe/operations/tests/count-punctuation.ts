import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';

export const countPunctuation = textFunction({
	id: 'count-punctuation',
	group: 'tests',
	title: 'Count punctuation',
	description: 'How many punctuation characters there are.',
	result: 'BIGINT',
	suffix: '_count_punctuation',
	sql: (x) => `length(${allMatches(x, '\\p{P}')})`
});
