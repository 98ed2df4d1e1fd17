import type { DatabaseKind } from '$lib/core/connection/gateway';
import { Refusal } from './refusal';

const verbs = ['select', 'with', 'table'];

/**
 * The one reading statement in a text, its last semicolon taken off; refuses with `statement` for anything else. This is the first of
 * three locks: the protocol in use carries one statement only, and the transaction it runs in is read-only.
 */
export function readingStatement(sql: string, kind: DatabaseKind): string {
	const end = endOfStatement(sql, kind);
	const refuse = (why: string) => new Refusal('statement', why);
	if (end.next !== '') throw refuse('it holds more than one statement');
	const verb = /^[\s(]*([a-z]+)/i.exec(end.plain)?.[1]?.toLowerCase() ?? '';
	if (!verbs.includes(verb))
		throw refuse(`only SELECT, WITH and TABLE are let through, not ${verb.toUpperCase() || 'this'}`);
	// a read-only transaction does not keep MySQL from writing files of the server, nor is a comment of this kind one
	if (kind === 'mysql' && /\b(outfile|dumpfile)\b/i.test(sql)) throw refuse('OUTFILE and DUMPFILE write files');
	if (kind === 'mysql' && /\/\*M?!/i.test(sql)) throw refuse('comments that MySQL runs (/*!) are not let through');
	return sql.slice(0, end.at);
}

/** Where the first statement ends, its text without comments and quoted parts, and what follows behind its semicolon. */
function endOfStatement(sql: string, kind: DatabaseKind): { at: number; plain: string; next: string } {
	let plain = '';
	let at = -1;
	for (let i = 0; i < sql.length;) {
		const past = skipComment(sql, i, kind) ?? skipQuoted(sql, i, kind);
		if (past !== null) {
			const isComment = skipComment(sql, i, kind) !== null;
			plain += isComment ? ' ' : `"`;
			i = past;
			continue;
		}
		if (sql[i] === ';' && at === -1) {
			at = i;
			plain += '\0';
		} else plain += sql[i];
		i++;
	}
	const [first = '', next = ''] = plain.split('\0');
	return { at: at === -1 ? sql.length : at, plain: first, next: next.replaceAll(/[\s;]/g, '') };
}

function skipComment(sql: string, start: number, kind: DatabaseKind): number | null {
	const toLineEnd = () => {
		const end = sql.indexOf('\n', start);
		return end === -1 ? sql.length : end;
	};
	if (sql.startsWith('--', start) && (kind === 'postgresql' || /^(\s|$)/.test(sql.slice(start + 2, start + 3))))
		return toLineEnd();
	if (kind === 'mysql' && sql[start] === '#') return toLineEnd();
	if (!sql.startsWith('/*', start)) return null;
	let depth = 0;
	for (let i = start; i < sql.length; i++) {
		if (sql.startsWith('/*', i) && (kind === 'postgresql' || depth === 0)) {
			depth++;
			i++;
		} else if (sql.startsWith('*/', i)) {
			depth--;
			i++;
			if (depth === 0) return i + 1;
		}
	}
	throw new Refusal('statement', 'a comment is never closed');
}

function skipQuoted(sql: string, start: number, kind: DatabaseKind): number | null {
	const quote = sql[start] ?? '';
	if (kind === 'postgresql' && quote === '$' && !/[\w$]/.test(sql[start - 1] ?? '')) {
		const tag = /^\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$/.exec(sql.slice(start))?.[0];
		if (tag === undefined) return null;
		const end = sql.indexOf(tag, start + tag.length);
		if (end === -1) throw unclosed(tag);
		return end + tag.length;
	}
	if (quote !== "'" && quote !== '"' && !(kind === 'mysql' && quote === '`')) return null;
	const isEscaped = kind === 'mysql' ? quote !== '`' : /(^|[^\w$])e$/i.test(sql.slice(Math.max(0, start - 2), start));
	for (let i = start + 1; i < sql.length; i++) {
		if (sql[i] === '\\' && isEscaped && (kind === 'mysql' || quote === "'")) i++;
		else if (sql[i] === quote) {
			if (sql[i + 1] !== quote) return i + 1;
			i++;
		}
	}
	throw unclosed(quote);
}

function unclosed(quote: string): Refusal {
	return new Refusal('statement', `a ${quote} is never closed`);
}
