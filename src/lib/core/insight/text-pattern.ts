/** How a group of texts is written, such as {upper:2}-{digits:4-7}, and the share of texts that are written so. */
export interface TextPattern {
	readonly pattern: string;
	readonly share: number;
}

type TokenClass = 'digits' | 'lower' | 'upper' | 'name' | 'mixed' | 'alnum' | 'whitespace';
interface Token {
	readonly kind: TokenClass | 'literal';
	readonly text: string;
}

const words = /[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]/gu;
const mostPatterns = 3;
/** Longer texts are prose: they have no shape worth naming. */
const mostTokens = 24;

/**
 * The commonest shapes of texts, each standing for at least a twentieth of them: runs are {digits}, {lower}, {upper}, {name} (Capitalised),
 * {mixed}, {alnum} (letters and digits) or {whitespace}, with their length or lengths; other characters stand for themselves. {any} for
 * the rest. `texts` with how often each occurs.
 */
export function textPatterns(texts: readonly { readonly value: string; readonly count: number }[]): TextPattern[] {
	const shapes = new Map<string, { tokens: Token[]; least: number[]; most: number[]; count: number }>();
	let total = 0;
	for (const { value, count } of texts) {
		total += count;
		const tokens = tokensOf(value);
		if (tokens.length > mostTokens) continue;
		const key = tokens.map(({ kind, text }) => (kind === 'literal' ? `'${text}` : kind)).join('\0');
		const shape = shapes.get(key) ?? { tokens, least: tokens.map(lengthOf), most: tokens.map(lengthOf), count: 0 };
		shape.count += count;
		shape.least = shape.least.map((least, i) => Math.min(least, lengthOf(tokens[i])));
		shape.most = shape.most.map((most, i) => Math.max(most, lengthOf(tokens[i])));
		shapes.set(key, shape);
	}
	if (total === 0) return [];
	const named = [...shapes.values()]
		.sort((a, b) => b.count - a.count)
		.filter(({ count, tokens }) => count / total >= 0.05 && tokens.length > 0)
		.slice(0, mostPatterns)
		.map(({ tokens, least, most, count }) => ({
			pattern: tokens.map((token, i) => written(token, least[i] ?? 0, most[i] ?? 0)).join(''),
			share: count / total
		}));
	const rest = 1 - named.reduce((sum, { share }) => sum + share, 0);
	return rest > 1e-9 ? [...named, { pattern: '{any}', share: rest }] : named;
}

function tokensOf(text: string): Token[] {
	return (text.match(words) ?? []).map((run) => ({ kind: classOf(run), text: run }));
}

const lengthOf = (token: Token | undefined) => Array.from(token?.text ?? '').length;

function classOf(run: string): Token['kind'] {
	if (/^\s+$/u.test(run)) return 'whitespace';
	if (/^\p{N}+$/u.test(run)) return 'digits';
	if (/^[\p{Ll}\p{M}]+$/u.test(run)) return 'lower';
	if (/^[\p{Lu}\p{M}]+$/u.test(run)) return 'upper';
	if (/^\p{Lu}[\p{Ll}\p{M}]+$/u.test(run)) return 'name';
	if (/^[\p{L}\p{M}]+$/u.test(run)) return 'mixed';
	return /^[\p{L}\p{N}\p{M}]+$/u.test(run) ? 'alnum' : 'literal';
}

function written({ kind, text }: Token, least: number, most: number): string {
	if (kind === 'literal') return text;
	return `{${kind}:${least === most ? least : `${least}-${most}`}}`;
}
