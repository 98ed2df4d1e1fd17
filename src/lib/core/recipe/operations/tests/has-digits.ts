import { textFunction } from '../../text-function';
import { hasMatch } from '../../text-pattern';

export const hasDigits = textFunction({
	id: 'has-digits',
	group: 'tests',
	title: 'Has digits',
	description: 'True where there is a digit of any script.',
	result: 'BOOLEAN',
	suffix: '_has_digits',
	sql: (x) => hasMatch(x, '\\p{Nd}')
});
