import { textFunction } from '../../text-function';
import { removed } from '../../text-pattern';

const letters = (x: string) => removed(`lower(strip_accents(${x}))`, '[^\\p{L}\\p{N}]');
export const isPalindrome = textFunction({
	id: 'is-palindrome',
	group: 'tests',
	title: 'Is a palindrome',
	description:
		'Reads the same from the end, case, accents, white space and punctuation aside; text without letters or digits is none.',
	result: 'BOOLEAN',
	suffix: '_is_palindrome',
	sql: (x) => `${letters(x)} = reverse(${letters(x)}) AND ${letters(x)} <> ''`
});
