import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isLetters = textFunction({
	id: 'is-letters',
	group: 'tests',
	title: 'Is letters',
	description: "Letters of any script and nothing else, as Python's isalpha.",
	result: 'BOOLEAN',
	suffix: '_is_letters',
	sql: (x) => isMatch(x, '\\p{L}+')
});
