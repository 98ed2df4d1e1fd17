import { formulaError, tokenize, type Token } from './token';

/** A formula as written, before columns and types are known. Operators are calls of the function they stand for. */
export type Syntax =
	| { readonly kind: 'literal'; readonly value: number | string | boolean | null; readonly at: number }
	| { readonly kind: 'column'; readonly name: string; readonly at: number }
	| { readonly kind: 'call'; readonly fn: string; readonly args: readonly Syntax[]; readonly at: number };

const comparisons: Readonly<Record<string, string>> = {
	'=': 'equal',
	'==': 'equal',
	'!=': 'not_equal',
	'<>': 'not_equal',
	'<': 'less',
	'<=': 'less_equal',
	'>': 'greater',
	'>=': 'greater_equal'
};
const sums: Readonly<Record<string, string>> = { '+': 'add', '-': 'subtract' };
const products: Readonly<Record<string, string>> = { '*': 'multiply', '/': 'divide', '%': 'modulo' };
const literals: ReadonlyMap<string, boolean | null> = new Map([
	['true', true],
	['false', false],
	['missing', null],
	['null', null]
]);
const reserved = new Set(['and', 'or', 'not', 'in', 'is', 'case', 'when', 'then', 'else', 'end']);
const deepest = 64;

/**
 * Parses a formula: numbers, 'text', columns (bare or "quoted"), + - * / %, comparisons, and, or, not, x in (a, b),
 * x is [not] missing, case when ... then ... else ... end, and calls. Throws recipe/formula-invalid with the position.
 */
export function parseFormula(source: string): Syntax {
	const parser = new Parser(tokenize(source));
	return parser.whole();
}

class Parser {
	readonly #tokens: readonly Token[];
	#next = 0;
	#depth = 0;

	constructor(tokens: readonly Token[]) {
		this.#tokens = tokens;
	}

	whole(): Syntax {
		if (this.#peek().kind === 'end') throw formulaError('empty', 0);
		const syntax = this.#expression();
		const rest = this.#peek();
		if (rest.kind !== 'end') throw formulaError('unexpected-token', rest.at, { found: rest.text });
		return syntax;
	}

	#peek(): Token {
		return this.#tokens[this.#next] ?? { kind: 'end', value: '', at: 0, text: '' };
	}

	#take(): Token {
		const token = this.#peek();
		this.#next += 1;
		return token;
	}

	#isWord(word: string): boolean {
		const token = this.#peek();
		return token.kind === 'name' && !token.quoted && token.value.toLowerCase() === word;
	}

	#word(word: string): boolean {
		if (!this.#isWord(word)) return false;
		this.#next += 1;
		return true;
	}

	#symbol(symbol: string): boolean {
		const token = this.#peek();
		if (token.kind !== 'symbol' || token.value !== symbol) return false;
		this.#next += 1;
		return true;
	}

	#want(found: boolean, wanted: string): void {
		if (found) return;
		const token = this.#peek();
		if (token.kind === 'end') throw formulaError('unexpected-end', token.at, { wanted });
		throw formulaError('unexpected-token', token.at, { found: token.text, wanted });
	}

	#expression(): Syntax {
		if (++this.#depth > deepest) throw formulaError('too-deep', this.#peek().at);
		const syntax = this.#either();
		this.#depth -= 1;
		return syntax;
	}

	#either(): Syntax {
		let left = this.#both();
		for (let at = this.#peek().at; this.#word('or'); at = this.#peek().at)
			left = { kind: 'call', fn: 'or', args: [left, this.#both()], at };
		return left;
	}

	#both(): Syntax {
		let left = this.#negation();
		for (let at = this.#peek().at; this.#word('and'); at = this.#peek().at)
			left = { kind: 'call', fn: 'and', args: [left, this.#negation()], at };
		return left;
	}

	#negation(): Syntax {
		const at = this.#peek().at;
		let negated = false;
		while (this.#word('not')) negated = !negated;
		const inner = this.#comparison();
		return negated ? not(inner, at) : inner;
	}

	#comparison(): Syntax {
		const left = this.#sum();
		const token = this.#peek();
		const fn = token.kind === 'symbol' ? comparisons[token.value] : undefined;
		if (fn !== undefined) {
			this.#next += 1;
			return { kind: 'call', fn, args: [left, this.#sum()], at: token.at };
		}
		if (this.#word('is')) {
			const negated = this.#word('not');
			this.#want(this.#word('missing') || this.#word('null'), 'missing');
			const test: Syntax = { kind: 'call', fn: 'is_missing', args: [left], at: token.at };
			return negated ? not(test, token.at) : test;
		}
		const start = this.#next;
		const negated = this.#word('not');
		if (!this.#word('in')) {
			this.#next = start;
			return left;
		}
		this.#want(this.#symbol('('), '(');
		const equals = this.#list().map<Syntax>((item) => ({
			kind: 'call',
			fn: 'equal',
			args: [left, item],
			at: token.at
		}));
		const [first, ...rest] = equals;
		if (!first) throw formulaError('wrong-count', token.at, { function: 'in', wanted: 1, found: 0 });
		const any = rest.reduce<Syntax>((a, b) => ({ kind: 'call', fn: 'or', args: [a, b], at: token.at }), first);
		return negated ? not(any, token.at) : any;
	}

	#sum(): Syntax {
		let left = this.#product();
		for (;;) {
			const token = this.#peek();
			const fn = token.kind === 'symbol' ? sums[token.value] : undefined;
			if (fn === undefined) return left;
			this.#next += 1;
			left = { kind: 'call', fn, args: [left, this.#product()], at: token.at };
		}
	}

	#product(): Syntax {
		let left = this.#signed();
		for (;;) {
			const token = this.#peek();
			const fn = token.kind === 'symbol' ? products[token.value] : undefined;
			if (fn === undefined) return left;
			this.#next += 1;
			left = { kind: 'call', fn, args: [left, this.#signed()], at: token.at };
		}
	}

	#signed(): Syntax {
		const at = this.#peek().at;
		let negative = false;
		while (this.#peek().kind === 'symbol') {
			if (this.#symbol('-')) negative = !negative;
			else if (!this.#symbol('+')) break;
		}
		const inner = this.#primary();
		if (!negative) return inner;
		if (inner.kind === 'literal' && typeof inner.value === 'number')
			return { kind: 'literal', value: -inner.value, at };
		return { kind: 'call', fn: 'negate', args: [inner], at };
	}

	#primary(): Syntax {
		const token = this.#take();
		if (token.kind === 'number' || token.kind === 'text') return { kind: 'literal', value: token.value, at: token.at };
		if (token.kind === 'end') throw formulaError('unexpected-end', token.at);
		if (token.kind === 'parameter') throw formulaError('unknown-parameter', token.at, { parameter: token.value });
		if (token.kind === 'symbol') {
			if (token.value !== '(') throw formulaError('unexpected-token', token.at, { found: token.text });
			const inner = this.#expression();
			this.#want(this.#symbol(')'), ')');
			return inner;
		}
		if (token.quoted) return { kind: 'column', name: token.value, at: token.at };
		const word = token.value.toLowerCase();
		if (word === 'case') return this.#case(token.at);
		if (word !== 'is_missing' && reserved.has(word))
			throw formulaError('unexpected-token', token.at, { found: token.text });
		if (this.#symbol('(')) return { kind: 'call', fn: word, args: this.#list(), at: token.at };
		const literal = literals.get(word);
		if (literal !== undefined) return { kind: 'literal', value: literal, at: token.at };
		return { kind: 'column', name: token.value, at: token.at };
	}

	/** The rest of `(a, b, c)` after its opening bracket. */
	#list(): Syntax[] {
		const items: Syntax[] = [];
		if (this.#symbol(')')) return items;
		do items.push(this.#expression());
		while (this.#symbol(','));
		this.#want(this.#symbol(')'), ')');
		return items;
	}

	#case(at: number): Syntax {
		const branches: { test: Syntax; then: Syntax }[] = [];
		while (this.#word('when')) {
			const test = this.#expression();
			this.#want(this.#word('then'), 'then');
			branches.push({ test, then: this.#expression() });
		}
		this.#want(branches.length > 0, 'when');
		let rest: Syntax = { kind: 'literal', value: null, at };
		if (this.#word('else')) rest = this.#expression();
		this.#want(this.#word('end'), 'end');
		return branches.reduceRight<Syntax>(
			(otherwise, { test, then }) => ({ kind: 'call', fn: 'if', args: [test, then, otherwise], at }),
			rest
		);
	}
}

function not(inner: Syntax, at: number): Syntax {
	return { kind: 'call', fn: 'not', args: [inner], at };
}
