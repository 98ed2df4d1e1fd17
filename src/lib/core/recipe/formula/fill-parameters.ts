import type { Json } from '../../json';
import { formulaError, tokenize, type Token } from './token';

/** The names behind `$` in a formula, in order of first use; none in a formula that cannot be read. */
export function parametersIn(formula: string): string[] {
	return [...new Set(tokensOf(formula).flatMap((token) => (token.kind === 'parameter' ? token.value : [])))];
}

/**
 * A formula with each `$name` replaced by its value as a literal, a list as `(a, b)` for `in`. Where `valueOf` gives undefined the name
 * stays. A formula that cannot be read stays as it is, for whoever parses it to say why.
 */
export function fillFormula(formula: string, valueOf: (name: string) => Json | undefined): string {
	return replaced(formula, ({ value: name, at, text }) => {
		const value = valueOf(name);
		return value === undefined ? text : literal(value, at);
	});
}

/** A formula that names a parameter `to` where it named it `from`. */
export function renameInFormula(formula: string, from: string, to: string): string {
	return replaced(formula, ({ value, text }) => (value === from ? `$${to}` : text));
}

function replaced(formula: string, write: (token: Token & { readonly kind: 'parameter' }) => string): string {
	let filled = '';
	let from = 0;
	for (const token of tokensOf(formula)) {
		if (token.kind !== 'parameter') continue;
		filled += formula.slice(from, token.at) + write(token);
		from = token.at + token.text.length;
	}
	return filled + formula.slice(from);
}

function tokensOf(formula: string): Token[] {
	if (!formula.includes('$')) return [];
	try {
		return tokenize(formula);
	} catch {
		return [];
	}
}

function literal(value: Json, at: number): string {
	if (value === null) return 'missing';
	if (Array.isArray(value)) return `(${value.map((each: Json) => literal(each, at)).join(', ')})`;
	if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
	if (typeof value === 'boolean') return String(value);
	if (typeof value === 'string') return `'${value.replaceAll("'", "''")}'`;
	throw formulaError('wrong-type', at, { wanted: 'text', found: 'object' });
}
