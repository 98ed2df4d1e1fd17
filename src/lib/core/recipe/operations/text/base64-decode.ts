import { textFunction } from '../../text-function';

export const base64Decode = textFunction({
	id: 'base64-decode',
	group: 'text',
	title: 'Base64 decode',
	description: 'Reads Base64 back as UTF-8. What is not valid becomes missing.',
	sql: (x) => `TRY(decode(from_base64(${x})))`
});
