import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeDigits = textFunction({
	id: 'remove-digits',
	group: 'text',
	title: 'Remove digits',
	description: 'Takes away the digits of every script.',
	sql: (x) => removed(x, '\\p{Nd}')
});
