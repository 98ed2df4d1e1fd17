import { sqlValue } from '../table/sql';

/** Patterns as RE2 reads them, the regular expressions of DuckDB. */

/** White space of any script, the ideographic space too; RE2's own \s is ASCII's. */
export const whiteSpace = '[\\s\\x0b\\x{85}\\p{Z}]';
/** A run of what is not white space. */
export const notSpace = '[^\\s\\x0b\\x{85}\\p{Z}]+';
/** A run of letters, marks and digits, with apostrophes inside. */
export const word = "[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*";

/** A pattern that matches the text itself. */
export function escapePattern(text: string): string {
	return text.replaceAll(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}

/** A pattern that matches one of the characters; of white space when there are none. */
export function characterClass(characters: string): string {
	return characters === '' ? whiteSpace : `[${characters.replaceAll(/[\\\]^[-]/g, '\\$&')}]`;
}

/** SQL of a text with every match of a pattern replaced; `by` may name groups, \1. */
export function replaced(x: string, pattern: string, by: string): string {
	return `regexp_replace(${x}, ${sqlValue(pattern)}, ${sqlValue(by)}, 'g')`;
}

/** SQL of a text without what matches a pattern. */
export function removed(x: string, pattern: string): string {
	return replaced(x, pattern, '');
}

/** SQL of a list made from the text `x`, joined; an empty list is empty text. */
export function joined(x: string, list: string, separator: string): string {
	return `coalesce(array_to_string(${list}, ${sqlValue(separator)}), left(${x}, 0))`;
}

/** SQL of the list of all matches of a pattern, or of one of its groups. */
export function allMatches(x: string, pattern: string, group = 0): string {
	return `regexp_extract_all(${x}, ${sqlValue(pattern)}${group === 0 ? '' : `, ${group}`})`;
}

/** SQL of the first match of a pattern, or of one of its groups; missing where there is none. */
export function firstMatch(x: string, pattern: string, group = 0): string {
	return `CASE WHEN ${hasMatch(x, pattern)} THEN regexp_extract(${x}, ${sqlValue(pattern)}, ${group}) END`;
}

/** SQL, true where a pattern matches somewhere. */
export function hasMatch(x: string, pattern: string): string {
	return `regexp_matches(${x}, ${sqlValue(pattern)})`;
}

/** SQL, true where a pattern matches the whole text. */
export function isMatch(x: string, pattern: string): string {
	return `regexp_full_match(${x}, ${sqlValue(pattern)})`;
}

/** SQL of a text with each match of `pattern` put through `change`, SQL to SQL, and the rest left as it is. */
export function eachMatch(x: string, pattern: string, change: (match: string) => string): string {
	const parts = allMatches(x, `(?s)(?:${pattern})|.`);
	const changed = `CASE WHEN ${isMatch('__part', `(?s)${pattern}`)} THEN ${change('__part')} ELSE __part END`;
	return joined(x, `list_transform(${parts}, lambda __part: ${changed})`, '');
}

/** SQL of the list of a name's words in lower case: at what is neither letter nor digit, and where lower case turns to upper case. */
export function caseWords(x: string): string {
	const apart = replaced(x, '([\\p{Ll}\\p{N}])(\\p{Lu})', '\\1 \\2');
	const acronyms = replaced(apart, '(\\p{Lu})(\\p{Lu}\\p{Ll})', '\\1 \\2');
	return allMatches(`lower(${acronyms})`, '[\\p{L}\\p{M}\\p{N}]+');
}

/** Whether RE2 takes the pattern: what JavaScript takes too, but looks ahead or behind and references back. */
export function isPattern(pattern: string): boolean {
	if (pattern === '' || pattern.includes('\0')) return false;
	const bare = pattern.replaceAll(/\\[\\[\]()]/g, '');
	if (/\(\?<?[=!]|\\[1-9k]/.test(bare)) return false;
	const inJavaScript = pattern
		.replaceAll(/\(\?[imsU-]+\)/g, '')
		.replaceAll(/\(\?[imsU-]+:/g, '(?:')
		.replaceAll('(?P<', '(?<');
	try {
		return new RegExp(inJavaScript).source !== '';
	} catch {
		return false;
	}
}

/** How many groups a pattern captures. */
export function countGroups(pattern: string): number {
	const bare = pattern.replaceAll(/\\./g, '').replaceAll(/\[[^\]]*\]/g, '');
	return [...bare.matchAll(/\((?!\?)|\(\?P?</g)].length;
}
