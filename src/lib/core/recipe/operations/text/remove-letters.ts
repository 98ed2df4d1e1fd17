import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeLetters = textFunction({
	id: 'remove-letters',
	group: 'text',
	title: 'Remove letters',
	description: 'Takes away the letters of every script.',
	sql: (x) => removed(x, '[\\p{L}\\p{M}]')
});
