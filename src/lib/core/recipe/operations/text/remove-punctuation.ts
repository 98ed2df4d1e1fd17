import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removePunctuation = textFunction({
	id: 'remove-punctuation',
	group: 'text',
	title: 'Remove punctuation',
	description: 'Takes away punctuation: . , ; ! ? - brackets and quotes, and 。、「」.',
	sql: (x) => removed(x, '\\p{P}')
});
