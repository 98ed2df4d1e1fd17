import { textFunction } from '../../text-function';

export const base64Encode = textFunction({
	id: 'base64-encode',
	group: 'text',
	title: 'Base64 encode',
	description: 'Writes the UTF-8 bytes of a text as Base64.',
	sql: (x) => `to_base64(encode(${x}))`
});
