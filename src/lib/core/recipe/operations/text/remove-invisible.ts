import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeInvisible = textFunction({
	id: 'remove-invisible',
	group: 'text',
	title: 'Remove invisible characters',
	description: 'Takes away control characters, zero-width spaces and byte order marks; tabs and line ends stay.',
	sql: (x) => removed(x, '[\\x{00}-\\x{08}\\x{0b}\\x{0c}\\x{0e}-\\x{1f}\\x{7f}-\\x{9f}\\p{Cf}]')
});
