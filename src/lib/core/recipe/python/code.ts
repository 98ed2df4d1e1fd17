import type { Expression, Literal } from './expression';
import { pythonFloat, pythonText, pythonValue } from './literal';
import { Untranslatable } from './sql-parse';

/** A piece of Python. */
export interface Code {
	readonly text: string;
	/** It binds weaker than a call: between others it wants parentheses. */
	readonly loose: boolean;
	/** One value for all rows. */
	readonly scalar: boolean;
}

export function atom(text: string): Code {
	return { text, loose: false, scalar: false };
}

export function loose(text: string): Code {
	return { text, loose: true, scalar: false };
}

export function scalar(text: string): Code {
	return { text, loose: text.startsWith('-'), scalar: true };
}

/** As an operand or before a dot. */
export function tight(code: Code): string {
	return code.loose ? `(${code.text})` : code.text;
}

/** A literal of the type its column has. */
export function literalCode(value: Literal, type: string): string {
	return type === 'number' && typeof value === 'number' ? pythonFloat(value) : pythonValue(value);
}

export function textOf(expression: Expression | undefined): string {
	if (expression?.kind !== 'literal' || typeof expression.value !== 'string') throw new Untranslatable();
	return expression.value;
}

export function numberOf(expression: Expression | undefined): number {
	if (expression?.kind !== 'literal' || typeof expression.value !== 'number') throw new Untranslatable();
	return expression.value;
}

/** A pattern as a raw string where that can hold it. */
export function patternCode(pattern: string): string {
	const plain = pythonText(pattern);
	return pattern.includes('\\') && !/["\n\r]/.test(pattern) && !pattern.endsWith('\\') && /^[\x20-\x7e]*$/.test(pattern)
		? `r"${pattern}"`
		: plain;
}

/** Characters of white space in any script, as the recipe trims them. */
export const whiteCharacters =
	' \t\n\u000b\f\r\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000';
