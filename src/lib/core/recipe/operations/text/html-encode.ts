import { textFunction } from '../../text-function';

export const htmlEncode = textFunction({
	id: 'html-encode',
	group: 'text',
	title: 'Encode for HTML',
	description: 'Writes & < > and both quotes as entities.',
	sql: (x) =>
		`replace(replace(replace(replace(replace(${x}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;')`
});
