import { AppError } from '../../errors';

/** What can be wrong with a formula; the texts are in i18n. */
export type FormulaReason =
	| 'empty'
	| 'too-long'
	| 'too-deep'
	| 'unterminated'
	| 'unexpected-character'
	| 'unexpected-token'
	| 'unexpected-end'
	| 'unknown-column'
	| 'unknown-function'
	| 'unknown-parameter'
	| 'wrong-type'
	| 'wrong-count'
	| 'not-a-date'
	| 'column-type'
	| 'literal-wanted';

/** recipe/formula-invalid; `position` counts UTF-16 units from 0 in the formula. */
export function formulaError(
	reason: FormulaReason,
	position: number,
	details: Readonly<Record<string, string | number>> = {}
): AppError {
	return new AppError('recipe/formula-invalid', { reason, position, ...details });
}

export type Token =
	| { readonly kind: 'number'; readonly value: number; readonly at: number; readonly text: string }
	| { readonly kind: 'text'; readonly value: string; readonly at: number; readonly text: string }
	| {
			readonly kind: 'name';
			readonly value: string;
			readonly at: number;
			readonly text: string;
			readonly quoted: boolean;
	  }
	/** `$name`: a parameter of the recipe, filled in before the formula is parsed. */
	| { readonly kind: 'parameter'; readonly value: string; readonly at: number; readonly text: string }
	| { readonly kind: 'symbol'; readonly value: string; readonly at: number; readonly text: string }
	| { readonly kind: 'end'; readonly value: ''; readonly at: number; readonly text: string };

const space = /\s+/y;
const number = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/y;
const name = /[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const parameter = /\$[\p{L}_][\p{L}\p{M}\p{N}_]*/uy;
const symbol = /<=|>=|<>|!=|==|[-+*/%(),<>=]/y;

/** Splits a formula into tokens, the last one `end`. Text stands in 'single' quotes, a name may stand in "double" ones; doubled
 * quotes mean themselves. */
export function tokenize(source: string): Token[] {
	if (source.length > 10_000) throw formulaError('too-long', 10_000);
	const tokens: Token[] = [];
	let at = 0;
	const match = (pattern: RegExp): string | null => {
		pattern.lastIndex = at;
		return pattern.exec(source)?.[0] ?? null;
	};
	while (at < source.length) {
		const blank = match(space);
		if (blank !== null) {
			at += blank.length;
			continue;
		}
		const first = source.charAt(at);
		if (first === "'" || first === '"') {
			const { value, end } = quotedAt(source, at, first);
			const text = source.slice(at, end);
			tokens.push(first === "'" ? { kind: 'text', value, at, text } : { kind: 'name', value, at, text, quoted: true });
			at = end;
			continue;
		}
		const given = match(parameter);
		if (given !== null) {
			tokens.push({ kind: 'parameter', value: given.slice(1), at, text: given });
			at += given.length;
			continue;
		}
		const digits = match(number);
		const word = digits === null ? match(name) : null;
		const sign = digits === null && word === null ? match(symbol) : null;
		if (digits !== null) tokens.push({ kind: 'number', value: Number(digits), at, text: digits });
		else if (word !== null) tokens.push({ kind: 'name', value: word, at, text: word, quoted: false });
		else if (sign !== null) tokens.push({ kind: 'symbol', value: sign, at, text: sign });
		else throw formulaError('unexpected-character', at, { found: String.fromCodePoint(source.codePointAt(at) ?? 0) });
		at += (digits ?? word ?? sign ?? '').length;
	}
	tokens.push({ kind: 'end', value: '', at: source.length, text: '' });
	return tokens;
}

function quotedAt(source: string, start: number, quote: string): { value: string; end: number } {
	let value = '';
	let from = start + 1;
	for (;;) {
		const close = source.indexOf(quote, from);
		if (close < 0) throw formulaError('unterminated', start, { found: quote });
		value += source.slice(from, close);
		if (source.charAt(close + 1) !== quote) return { value, end: close + 1 };
		value += quote;
		from = close + 2;
	}
}
