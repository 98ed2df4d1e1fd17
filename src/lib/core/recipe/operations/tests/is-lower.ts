import { textFunction } from '../../text-function';
import { hasMatch } from '../../text-pattern';

export const isLower = textFunction({
	id: 'is-lower',
	group: 'tests',
	title: 'Is lower case',
	description: "There are lower-case letters and no capitals, as Python's islower.",
	result: 'BOOLEAN',
	suffix: '_is_lower',
	sql: (x) => `${hasMatch(x, '\\p{Ll}')} AND NOT ${hasMatch(x, '[\\p{Lu}\\p{Lt}]')}`
});
