import { Untranslatable } from './sql-parse';

export type PatternFlavour = 'python' | 'rust';

/** White space as \p{Z} has it, besides what \s of RE2 has: \t \n \f \r and the space. */
const separators = '\\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000';

/**
 * A regular expression of RE2 as Python's `re` or Rust's `regex` (that of polars) reads it: classes that differ are spelled out.
 * Throws Untranslatable for what one of them lacks. Without `captures`, groups are for grouping only.
 */
export function translatePattern(pattern: string, flavour: PatternFlavour, captures = true): string {
	let written = '';
	let at = 0;
	let inClass = false;
	const take = (expression: RegExp): RegExpExecArray | null => {
		expression.lastIndex = at;
		const found = expression.exec(pattern);
		if (found) at = expression.lastIndex;
		return found;
	};
	while (at < pattern.length) {
		const hex = take(/\\x\{([0-9A-Fa-f]{1,6})\}|\\x([0-9A-Fa-f]{2})/y);
		if (hex) {
			written += codePoint(parseInt(hex[1] ?? hex[2] ?? '', 16), flavour);
			continue;
		}
		const property = take(/\\([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/y);
		if (property) {
			const isNot = (property[1] === 'P') !== (property[2] === '^');
			written += propertyClass(property[3] ?? property[4] ?? '', isNot, inClass, flavour);
			continue;
		}
		const escape = take(/\\([\s\S])/y);
		if (escape) {
			written += escaped(escape[1] ?? '', inClass, flavour);
			continue;
		}
		const flags = inClass ? null : take(/\(\?([a-zA-Z-]*)([:)])/y);
		if (flags) {
			if (!/^[is]*$/.test(flags[1] ?? '')) throw new Untranslatable();
			// Python takes flags for the whole pattern at its start only
			if (flags[2] === ')' && flags[1] !== '' && written !== '' && flavour === 'python') throw new Untranslatable();
			written += flags[0];
			continue;
		}
		const character = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
		at += character.length;
		if (inClass) {
			if (character === '[' && pattern[at] === ':') throw new Untranslatable();
			if (character === ']' && !/\[\^?$/.test(written)) inClass = false;
			written += '[&~|'.includes(character) ? `\\${character}` : character;
		} else if (character === '$') written += flavour === 'python' ? '\\Z' : '$';
		else {
			if (character === '[') inClass = true;
			written += character === '(' && !captures && pattern[at] !== '?' ? '(?:' : character;
			if (character === '[' && pattern[at] === '^') {
				written += '^';
				at++;
			}
		}
	}
	return written;
}

function escaped(letter: string, inClass: boolean, flavour: PatternFlavour): string {
	const group = (members: string, isNot = false) =>
		inClass && !isNot ? members : inClass ? refuse() : `[${isNot ? '^' : ''}${members}]`;
	switch (letter) {
		case 's':
			return group(' \\t\\n\\f\\r');
		case 'S':
			return group(' \\t\\n\\f\\r', true);
		case 'd':
			return group('0-9');
		case 'D':
			return group('0-9', true);
		case 'w':
			return group('0-9A-Za-z_');
		case 'W':
			return group('0-9A-Za-z_', true);
		case 'b':
		case 'B':
			return flavour === 'python' ? `(?a:\\${letter})` : `(?-u:\\${letter})`;
		case 'z':
			return flavour === 'python' ? '\\Z' : '\\z';
		case 'A':
			return '\\A';
		default:
			if (/[1-9QECaG]/.test(letter)) return refuse();
			return `\\${letter}`;
	}
}

function propertyClass(name: string, isNot: boolean, inClass: boolean, flavour: PatternFlavour): string {
	if (flavour === 'rust') return `\\${isNot ? 'P' : 'p'}{${name}}`;
	// Python knows no properties; \d of a text is just \p{Nd}
	if (name === 'Nd') return isNot ? '\\D' : '\\d';
	if (name !== 'Z' || isNot) return refuse();
	return inClass ? ` ${separators}` : `[ ${separators}]`;
}

function codePoint(code: number, flavour: PatternFlavour): string {
	if (flavour === 'rust') return `\\x{${code.toString(16)}}`;
	if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
	return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\U${code.toString(16).padStart(8, '0')}`;
}

function refuse(): never {
	throw new Untranslatable();
}

/** What stands for matches, as RE2 has it (`\1`), for the other. */
export function translateReplacement(replacement: string, flavour: PatternFlavour): string {
	return replacement.replaceAll(/\\([0-9\\])|\\|\$/g, (whole, escape: string | undefined) => {
		if (escape === '\\') return flavour === 'python' ? '\\\\' : '\\';
		if (escape !== undefined) return flavour === 'python' ? `\\g<${escape}>` : `\${${escape}}`;
		if (whole === '$') return flavour === 'python' ? '$' : '$$';
		return refuse();
	});
}
