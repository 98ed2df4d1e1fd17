import { textFunction } from '../../text-function';
import { hasMatch } from '../../text-pattern';

export const hasLetters = textFunction({
	id: 'has-letters',
	group: 'tests',
	title: 'Has letters',
	description: 'True where there is a letter of any script.',
	result: 'BOOLEAN',
	suffix: '_has_letters',
	sql: (x) => hasMatch(x, '\\p{L}')
});
