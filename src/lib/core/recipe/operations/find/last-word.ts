import { textFunction } from '../../text-function';
import { notSpace, allMatches } from '../../text-pattern';

export const lastWord = textFunction({
	id: 'last-word',
	group: 'find',
	title: 'Last word',
	description: 'The last word; missing where there is none.',
	suffix: '_last',
	sql: (x) => `${allMatches(x, notSpace)}[-1]`
});
