import { textFunction } from '../../text-function';

export const urlDecode = textFunction({
	id: 'url-decode',
	group: 'text',
	title: 'URL decode',
	description: 'Reads percent codes back. What is not valid UTF-8 then is missing.',
	sql: (x) => `TRY(url_decode(${x}))`
});
