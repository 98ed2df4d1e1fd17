import type { SqlNode, SqlOrder, SqlWindow } from './sql-node';
import { sqlTokens, type SqlToken } from './sql-token';

/** What keeps SQL from being written in Python: the step is then run as SQL. */
export class Untranslatable extends Error {}

/** One SQL expression, taken apart. Throws Untranslatable where it holds more than operations commonly write. */
export function parseSql(sql: string): SqlNode {
	const reader = new SqlReader(sql);
	const node = reader.expression();
	reader.end();
	return node;
}

/** One item of an ORDER BY. */
export function parseOrder(sql: string): SqlOrder {
	const reader = new SqlReader(sql);
	const order = reader.order();
	reader.end();
	return order;
}

const strengths: Readonly<Record<string, number>> = {
	or: 1,
	and: 2,
	'=': 4,
	'<>': 4,
	'!=': 4,
	'<': 4,
	'>': 4,
	'<=': 4,
	'>=': 4,
	'||': 6,
	'+': 7,
	'-': 7,
	'*': 8,
	'/': 8,
	'//': 8,
	'%': 8
};
const notStrength = 3;
const isStrength = 5;

/** Reads SQL piece by piece. */
export class SqlReader {
	readonly #tokens: readonly SqlToken[];
	#at = 0;

	constructor(sql: string) {
		const tokens = sqlTokens(sql);
		if (!tokens) throw new Untranslatable();
		this.#tokens = tokens;
	}

	isNext(text: string, ahead = 0): boolean {
		const token = this.#tokens[this.#at + ahead];
		if (token?.kind === 'word') return token.text.toLowerCase() === text;
		return token?.kind === 'sign' && token.text === text;
	}

	take(...texts: readonly string[]): boolean {
		if (!texts.every((text, i) => this.isNext(text, i))) return false;
		this.#at += texts.length;
		return true;
	}

	want(...texts: readonly string[]): void {
		if (!this.take(...texts)) throw new Untranslatable();
	}

	name(): string {
		const token = this.#tokens[this.#at++];
		if (token?.kind !== 'name') throw new Untranslatable();
		return token.text;
	}

	end(): void {
		if (this.#at < this.#tokens.length) throw new Untranslatable();
	}

	list<Item>(read: () => Item): Item[] {
		const items = [read()];
		while (this.take(',')) items.push(read());
		return items;
	}

	order(): SqlOrder {
		const x = this.expression();
		const descending = this.take('desc');
		if (!descending) this.take('asc');
		// DuckDB puts missing values last in either direction
		const nullsFirst = this.take('nulls', 'first');
		if (!nullsFirst) this.take('nulls', 'last');
		return { x, descending, nullsFirst };
	}

	expression(least = 0): SqlNode {
		let left = this.#prefix();
		for (;;) {
			const next = this.#infix(left, least);
			if (!next) return left;
			left = next;
		}
	}

	#infix(left: SqlNode, least: number): SqlNode | null {
		if (isStrength >= least) {
			if (this.take('is', 'not', 'null')) return { kind: 'is-null', x: left, not: true };
			if (this.take('is', 'null')) return { kind: 'is-null', x: left, not: false };
			const not = this.take('not', 'in');
			if (not || this.take('in')) {
				this.want('(');
				const values = this.list(() => this.expression());
				this.want(')');
				return { kind: 'in', x: left, values, not };
			}
		}
		const token = this.#tokens[this.#at];
		const op = token?.kind === 'sign' ? token.text : token?.kind === 'word' ? token.text.toLowerCase() : '';
		const strength = strengths[op];
		if (strength === undefined || strength < least) return null;
		this.#at++;
		return { kind: 'binary', op: op === '!=' ? '<>' : op, a: left, b: this.expression(strength + 1) };
	}

	#prefix(): SqlNode {
		if (this.take('not')) return { kind: 'unary', op: 'not', x: this.expression(notStrength) };
		if (this.take('-')) return { kind: 'unary', op: '-', x: this.expression(9) };
		let node = this.#primary();
		for (;;) {
			if (this.take('::')) node = { kind: 'cast', x: node, type: this.#type(), attempt: false };
			else if (this.take('[')) {
				const index = this.expression();
				this.want(']');
				node = { kind: 'at', list: node, index };
			} else return node;
		}
	}

	#type(): string {
		const token = this.#tokens[this.#at++];
		if (token?.kind !== 'word' || this.isNext('[') || this.isNext('(')) throw new Untranslatable();
		return token.text.toUpperCase();
	}

	#primary(): SqlNode {
		const token = this.#tokens[this.#at++];
		switch (token?.kind) {
			case 'name':
				return this.take('.')
					? { kind: 'name', name: this.name(), table: token.text }
					: { kind: 'name', name: token.text, table: null };
			case 'text':
				return { kind: 'literal', value: token.text, whole: false };
			case 'number':
				return { kind: 'literal', value: Number(token.text), whole: /^\d+$/.test(token.text) };
			case 'word':
				return this.#word(token.text.toLowerCase());
			case 'sign':
				break;
			default:
				throw new Untranslatable();
		}
		if (token.text === '(') {
			const node = this.expression();
			this.want(')');
			return node;
		}
		if (token.text !== '[') throw new Untranslatable();
		const items = this.list(() => this.expression());
		this.want(']');
		return { kind: 'list', items };
	}

	#word(word: string): SqlNode {
		if (word === 'null') return { kind: 'literal', value: null, whole: false };
		if (word === 'true' || word === 'false') return { kind: 'literal', value: word === 'true', whole: false };
		if (word === 'case') return this.#case();
		this.want('(');
		if (word === 'cast' || word === 'try_cast') {
			const x = this.expression();
			this.want('as');
			const type = this.#type();
			this.want(')');
			return { kind: 'cast', x, type, attempt: word === 'try_cast' };
		}
		const args = this.isNext(')') ? [] : this.take('*') ? [] : this.list(() => this.expression());
		const ignoreNulls = this.take('ignore', 'nulls');
		this.want(')');
		return { kind: 'call', fn: word, args, over: this.take('over') ? this.#window(ignoreNulls) : null };
	}

	#case(): SqlNode {
		const of = this.isNext('when') ? null : this.expression();
		const branches: { when: SqlNode; then: SqlNode }[] = [];
		while (this.take('when')) {
			const when = this.expression();
			this.want('then');
			branches.push({ when, then: this.expression() });
		}
		const otherwise = this.take('else') ? this.expression() : null;
		this.want('end');
		return { kind: 'case', of, branches, otherwise };
	}

	#window(ignoreNulls: boolean): SqlWindow {
		this.want('(');
		const partitionBy = this.take('partition', 'by') ? this.list(() => this.expression()) : [];
		const orderBy = this.take('order', 'by') ? this.list(() => this.order()) : [];
		const rows = this.take('rows', 'between', 'unbounded', 'preceding', 'and', 'current', 'row')
			? 'preceding'
			: this.take('rows', 'between', 'current', 'row', 'and', 'unbounded', 'following')
				? 'following'
				: 'all';
		this.want(')');
		return { partitionBy, orderBy, rows, ignoreNulls };
	}
}
