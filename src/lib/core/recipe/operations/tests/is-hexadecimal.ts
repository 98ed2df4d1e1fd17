import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isHexadecimal = textFunction({
	id: 'is-hexadecimal',
	group: 'tests',
	title: 'Is hexadecimal',
	description: 'Digits and letters to F, behind 0x or # or not.',
	result: 'BOOLEAN',
	suffix: '_is_hexadecimal',
	sql: (x) => isMatch(x, '(?:0[xX]|#)?[0-9A-Fa-f]+')
});
