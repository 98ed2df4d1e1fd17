import { textFunction } from '../../text-function';
import { replaced } from '../../text-pattern';

export const splitCamelCase = textFunction({
	id: 'split-camel-case',
	group: 'find',
	title: 'Part camelCase',
	description:
		'Puts a space where lower case turns to upper case, and before the last capital of many: parseHTTPHeader becomes parse HTTP Header.',
	sql: (x) => replaced(replaced(x, '([\\p{Ll}\\p{N}])(\\p{Lu})', '\\1 \\2'), '(\\p{Lu})(\\p{Lu}\\p{Ll})', '\\1 \\2')
});
