import { textFunction } from '../../text-function';
import { notSpace, allMatches } from '../../text-pattern';

export const meanWordLength = textFunction({
	id: 'mean-word-length',
	group: 'tests',
	title: 'Mean word length',
	description: 'The mean number of characters in a word; missing where there are no words.',
	result: 'DOUBLE',
	suffix: '_mean_word_length',
	sql: (x) => `list_avg(list_transform(${allMatches(x, notSpace)}, lambda __part: length(__part)))`
});
