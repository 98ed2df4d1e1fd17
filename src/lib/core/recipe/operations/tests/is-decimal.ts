import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isDecimal = textFunction({
	id: 'is-decimal',
	group: 'tests',
	title: 'Is decimal digits',
	description: "Digits from 0 to 9 of any script and nothing else, as Python's isdecimal.",
	result: 'BOOLEAN',
	suffix: '_is_decimal',
	sql: (x) => isMatch(x, '\\p{Nd}+')
});
