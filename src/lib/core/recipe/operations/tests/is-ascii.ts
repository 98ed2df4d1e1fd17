import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isAscii = textFunction({
	id: 'is-ascii',
	group: 'tests',
	title: 'Is ASCII',
	description: 'True where every character is ASCII; empty text is.',
	result: 'BOOLEAN',
	suffix: '_is_ascii',
	sql: (x) => isMatch(x, '[\\x{00}-\\x{7f}]*')
});
