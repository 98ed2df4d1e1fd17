import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';
import { numerals } from './digits';

export const isNumeric = textFunction({
	id: 'is-numeric',
	group: 'tests',
	title: 'Is numeric characters',
	description:
		"Digits, fractions and numerals such as 五 and nothing else, as Python's isnumeric. For numbers as people write them use: Is a number.",
	result: 'BOOLEAN',
	suffix: '_is_numeric',
	sql: (x) => isMatch(x, `[\\p{N}${numerals}]+`)
});
