const marks = /\p{M}/gu;
const notWord = /[^\p{L}\p{N}\s]+/gu;

/** Letters without accents, full-width forms as half-width, in lower case: "Ｃafé" is "cafe". */
export function folded(text: string): string {
	return text.normalize('NFKD').replaceAll(marks, '').normalize('NFC').toLowerCase();
}

/**
 * The key by which OpenRefine's default method groups values: folded, without punctuation, its distinct words in order.
 * "Cruise, Tom" and "tom  cruise" share "cruise tom". https://openrefine.org/docs/technical-reference/clustering-in-depth
 */
export function fingerprint(text: string): string {
	const words = folded(text.trim()).replaceAll(notWord, '').split(/\s+/).filter(Boolean);
	return [...new Set(words)].sort().join(' ');
}

/** The distinct n-grams of the letters and digits of a value, in order; catches typing errors and missing spaces. Source as fingerprint. */
export function ngramFingerprint(text: string, n: number): string {
	const letters = Array.from(folded(text).replaceAll(/[^\p{L}\p{N}]+/gu, ''));
	if (letters.length < n) return letters.join('');
	const grams = letters.slice(0, letters.length - n + 1).map((_, i) => letters.slice(i, i + n).join(''));
	return [...new Set(grams)].sort().join('');
}
