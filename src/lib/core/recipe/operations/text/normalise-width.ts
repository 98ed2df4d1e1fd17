import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { ascii, fullWidth, halfWidthKana, voicedKana, wideKana } from './kana';

export const normaliseWidth = textFunction({
	id: 'normalise-width',
	group: 'text',
	title: 'Normalise width',
	description:
		'Full-width letters, digits and symbols become ASCII, half-width katakana full width: Ａ１ｶﾞ becomes A1ガ. The part of NFKC that Japanese text needs.',
	sql: (x) =>
		`translate(${voicedKana.reduce((sql, [half, wide]) => `replace(${sql}, ${sqlValue(half)}, ${sqlValue(wide)})`, `translate(${x}, ${sqlValue(fullWidth)}, ${sqlValue(ascii)})`)}, ${sqlValue(halfWidthKana)}, ${sqlValue(wideKana)})`
});
