import { textFunction } from '../../text-function';

export const extractDigits = textFunction({
	id: 'extract-digits',
	group: 'find',
	title: 'Keep the digits of a telephone number',
	description: 'The digits alone, full-width ones as ASCII, with a + that stands first; missing where there are none.',
	suffix: '_digits',
	sql: (x) =>
		`nullif(regexp_replace(translate(${x}, '０１２３４５６７８９＋', '0123456789+'), '[^0-9+]|([0-9])\\++', '\\1', 'g'), '')`
});
