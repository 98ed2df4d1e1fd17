import { textFunction } from '../../text-function';

export const sha256Digest = textFunction({
	id: 'sha256',
	group: 'text',
	title: 'SHA-256 digest',
	description: 'The SHA-256 digest of the UTF-8 bytes in hexadecimal. What can be guessed can be found again.',
	sql: (x) => `sha256(${x})`
});
