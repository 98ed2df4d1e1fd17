/** Kana and full-width characters, each string in the order of its twin, as translate() wants them. */

function range(first: number, last: number): string {
	return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join('');
}

export const hiragana = range(0x3041, 0x3096);
export const katakana = range(0x30a1, 0x30f6);

/** U+FF01 to U+FF5E and the ideographic space. */
export const fullWidth = `${range(0xff01, 0xff5e)}\u3000`;
export const ascii = `${range(0x21, 0x7e)} `;

export const halfWidthKana = range(0xff61, 0xff9f);
export const wideKana =
	'。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜';

/** Half-width kana with its sound mark, two characters, and the one they mean. */
export const voicedKana: readonly (readonly [string, string])[] = [
	...pairs('ｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾊﾋﾌﾍﾎｳ', 'ﾞ', 'ガギグゲゴザジズゼゾダヂヅデドバビブベボヴ'),
	...pairs('ﾊﾋﾌﾍﾎ', 'ﾟ', 'パピプペポ')
];

function pairs(plain: string, mark: string, voiced: string): (readonly [string, string])[] {
	const marked = Array.from(voiced);
	return Array.from(plain, (kana, i) => [`${kana}${mark}`, marked[i] ?? ''] as const);
}
