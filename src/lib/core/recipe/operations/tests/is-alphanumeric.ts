import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';
import { numerals } from './digits';

export const isAlphanumeric = textFunction({
	id: 'is-alphanumeric',
	group: 'tests',
	title: 'Is alphanumeric',
	description: "Letters and digits of any script and nothing else, as Python's isalnum.",
	result: 'BOOLEAN',
	suffix: '_is_alphanumeric',
	sql: (x) => isMatch(x, `[\\p{L}\\p{N}${numerals}]+`)
});
