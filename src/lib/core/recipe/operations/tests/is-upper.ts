import { textFunction } from '../../text-function';
import { hasMatch } from '../../text-pattern';

export const isUpper = textFunction({
	id: 'is-upper',
	group: 'tests',
	title: 'Is upper case',
	description: "There are capitals and no lower-case letters, as Python's isupper.",
	result: 'BOOLEAN',
	suffix: '_is_upper',
	sql: (x) => `${hasMatch(x, '\\p{Lu}')} AND NOT ${hasMatch(x, '[\\p{Ll}\\p{Lt}]')}`
});
