import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';

export const countSentences = textFunction({
	id: 'count-sentences',
	group: 'tests',
	title: 'Count sentences',
	description: 'How many runs of text end with . ! ? 。 ！ ？ or the end of the text.',
	result: 'BIGINT',
	suffix: '_count_sentences',
	sql: (x) => `length(${allMatches(x, '[^.!?。！？]*[\\p{L}\\p{N}][^.!?。！？]*(?:[.!?][.!?]*|[。！？]+|$)')})`
});
