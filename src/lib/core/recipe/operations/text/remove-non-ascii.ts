import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeNonAscii = textFunction({
	id: 'remove-non-ascii',
	group: 'text',
	title: 'Remove non-ASCII characters',
	description: 'Takes away every character that is not ASCII.',
	sql: (x) => removed(x, '[^\\x{00}-\\x{7f}]')
});
