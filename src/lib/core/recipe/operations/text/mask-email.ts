import { textFunction } from '../../text-function';
import { replaced } from '../../text-pattern';

export const maskEmail = textFunction({
	id: 'mask-email',
	group: 'text',
	title: 'Mask e-mail addresses',
	description: 'Keeps the first character before the @ and the domain, and writes *** for the rest.',
	sql: (x) => replaced(x, '([^@\\s])[^@\\s]*@', '\\1***@')
});
