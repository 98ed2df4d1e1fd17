import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';
import { superscripts } from './digits';

export const isDigits = textFunction({
	id: 'is-digits',
	group: 'tests',
	title: 'Is digits',
	description: "Digits of any script, superscripts too, and nothing else, as Python's isdigit.",
	result: 'BOOLEAN',
	suffix: '_is_digits',
	sql: (x) => isMatch(x, `[\\p{Nd}${superscripts}]+`)
});
