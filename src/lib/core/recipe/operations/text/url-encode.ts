import { textFunction } from '../../text-function';

export const urlEncode = textFunction({
	id: 'url-encode',
	group: 'text',
	title: 'URL encode',
	description: 'Writes what may not stand in an address as percent codes.',
	sql: (x) => `url_encode(${x})`
});
