import { textFunction } from '../../text-function';

export const normaliseUnicode = textFunction({
	id: 'normalise-unicode',
	group: 'text',
	title: 'Normalise Unicode',
	description: 'Composes letters and their marks to one character (NFC), so that texts that look alike are alike.',
	sql: (x) => `nfc_normalize(${x})`
});
