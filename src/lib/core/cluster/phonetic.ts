import { folded } from './fingerprint';

const soundexDigits: Readonly<Record<string, string>> = {
	b: '1',
	f: '1',
	p: '1',
	v: '1',
	c: '2',
	g: '2',
	j: '2',
	k: '2',
	q: '2',
	s: '2',
	x: '2',
	z: '2',
	d: '3',
	t: '3',
	l: '4',
	m: '5',
	n: '5',
	r: '6'
};

/**
 * American Soundex of a word of ASCII letters: its first letter and three digits; letters of one digit with h or w between them count
 * once, with a vowel between them twice. https://www.archives.gov/research/census/soundex
 */
export function soundex(word: string): string {
	const letters = folded(word).replaceAll(/[^a-z]/g, '');
	const first = letters[0];
	if (first === undefined) return '';
	let code = first.toUpperCase();
	let last = soundexDigits[first] ?? '';
	for (const letter of letters.slice(1)) {
		const digit = soundexDigits[letter] ?? '';
		if (digit !== '' && digit !== last) code += digit;
		if (letter !== 'h' && letter !== 'w') last = digit;
	}
	return code.slice(0, 4).padEnd(4, '0');
}

const before = (letter: string | undefined, letters: string) => letter !== undefined && letters.includes(letter);

function cologneDigit(letter: string, previous: string | undefined, next: string | undefined): string {
	if ('aeijouy'.includes(letter)) return '0';
	if (letter === 'h') return '';
	if (letter === 'b' || (letter === 'p' && next !== 'h')) return '1';
	if (letter === 'd' || letter === 't') return before(next, 'csz') ? '8' : '2';
	if ('fvw'.includes(letter) || letter === 'p') return '3';
	if ('gkq'.includes(letter)) return '4';
	if (letter === 'c') {
		if (previous === undefined) return before(next, 'ahkloqrux') ? '4' : '8';
		return !before(previous, 'sz') && before(next, 'ahkoqux') ? '4' : '8';
	}
	if (letter === 'x') return before(previous, 'ckq') ? '8' : '48';
	if (letter === 'l') return '5';
	if (letter === 'm' || letter === 'n') return '6';
	if (letter === 'r') return '7';
	return '8';
}

/**
 * Kölner Phonetik of a word, for German: digits for sounds, runs of one digit once, no 0 but at the beginning. Postel, 1969.
 */
export function colognePhonetics(word: string): string {
	const letters = folded(word.toLowerCase().replaceAll('ß', 'ss')).replaceAll(/[^a-z]/g, '');
	const digits = Array.from(letters, (letter, i) => cologneDigit(letter, letters[i - 1], letters[i + 1])).join('');
	const once = digits.replaceAll(/(\d)\1+/g, '$1');
	return once.slice(0, 1) + once.slice(1).replaceAll('0', '');
}

/** The sounds of each word of a value, in the order of the words. */
export function soundKey(text: string, sound: (word: string) => string): string {
	return folded(text)
		.split(/[^\p{L}\p{N}]+/u)
		.filter(Boolean)
		.map((word) => sound(word) || word)
		.join(' ');
}
