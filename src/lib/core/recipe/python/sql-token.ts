/** A piece of the SQL that operations write. */
export type SqlToken =
	| { readonly kind: 'name'; readonly text: string }
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'number'; readonly text: string }
	/** A key word or a function, as written. */
	| { readonly kind: 'word'; readonly text: string }
	| { readonly kind: 'sign'; readonly text: string };

const pattern =
	/\s+|"((?:[^"]|"")*)"|'((?:[^']|'')*)'|((?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)|([A-Za-z_][A-Za-z0-9_]*)|(::|\|\||<=|>=|<>|!=|\/\/|>>|<<|[-+*/%<>=(),[\]&.])/gy;

/** The pieces of an SQL text; null where it holds something else. */
export function sqlTokens(sql: string): SqlToken[] | null {
	const tokens: SqlToken[] = [];
	let at = 0;
	while (at < sql.length) {
		pattern.lastIndex = at;
		const match = pattern.exec(sql);
		if (!match) return null;
		at = pattern.lastIndex;
		const [, name, text, number, word, sign] = match;
		if (name !== undefined) tokens.push({ kind: 'name', text: name.replaceAll('""', '"') });
		else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll("''", "'") });
		else if (number !== undefined) tokens.push({ kind: 'number', text: number });
		else if (word !== undefined) tokens.push({ kind: 'word', text: word });
		else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
	}
	return tokens;
}
