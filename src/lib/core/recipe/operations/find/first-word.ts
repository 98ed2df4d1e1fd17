import { textFunction } from '../../text-function';
import { notSpace, allMatches } from '../../text-pattern';

export const firstWord = textFunction({
	id: 'first-word',
	group: 'find',
	title: 'First word',
	description: 'The first word; missing where there is none.',
	suffix: '_first',
	sql: (x) => `${allMatches(x, notSpace)}[1]`
});
