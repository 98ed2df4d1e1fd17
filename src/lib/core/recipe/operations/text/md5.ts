import { textFunction } from '../../text-function';

export const md5Digest = textFunction({
	id: 'md5',
	group: 'text',
	title: 'MD5 digest',
	description: 'The MD5 digest of the UTF-8 bytes in hexadecimal. It hides nothing that can be guessed.',
	sql: (x) => `md5(${x})`
});
