import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

export const removeSymbols = textFunction({
	id: 'remove-symbols',
	group: 'text',
	title: 'Remove symbols',
	description: 'Keeps letters, digits and white space, and takes the rest away.',
	sql: (x) => removed(x, '[^\\p{L}\\p{M}\\p{N}\\s\\p{Z}]')
});
