import { AppError } from '../errors';

/** Why a text is not one SELECT that reads the tables of a recipe and nothing else. */
export type SqlFault =
	'empty' | 'not-select' | 'several' | 'quote' | 'bracket' | 'file' | 'function' | 'schema' | 'engine';

interface Token {
	readonly kind: 'word' | 'name' | 'text' | 'sign';
	/** Of a word in upper case; of a quoted name or text what it says. */
	readonly text: string;
	readonly at: number;
}

const tokenPattern =
	/\s+|--[^\n]*|\/\*|(?<escaped>[eE]'(?:[^'\\]|\\[^]|'')*')|(?<text>'(?:[^']|'')*')|(?<name>"(?:[^"]|"")*")|(?<tag>\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$)|(?<word>[\p{L}_][\p{L}\p{M}\p{N}_$]*)|(?<sign>[^])/uy;
/** Functions that read files, settings or the engine itself, or run text as SQL. */
const forbidden =
	/^(?:read_|parquet_|sniff_|duckdb_|pragma_|sqlite_|postgres_|mysql_|iceberg_|delta_|arrow_scan|pandas_scan|python_|st_read|http_|from_substrait|json_execute|json_serialize_sql)|^(?:glob|getenv|getvariable|query|query_table|nextval|currval|checkpoint|force_checkpoint|which_secret|write_log|seq_scan|index_scan)$/;
/** Words after which a relation stands. */
const reading = new Set([
	'FROM',
	'JOIN',
	'PIVOT',
	'UNPIVOT',
	'PIVOT_WIDER',
	'PIVOT_LONGER',
	'TABLE',
	'DESCRIBE',
	'SUMMARIZE',
	'SHOW'
]);
/** Words that end the list of relations after FROM. */
const ending = new Set('SELECT WHERE GROUP HAVING QUALIFY WINDOW ORDER LIMIT OFFSET UNION INTERSECT EXCEPT'.split(' '));
/** Functions whose arguments have a FROM of their own. */
const withFrom = new Set(['EXTRACT', 'SUBSTRING', 'TRIM', 'OVERLAY']);

/** Throws recipe/sql-invalid, which says where, unless the text is one SELECT that reads only tables it names. Gives their names but `this`. */
export function checkSelect(code: string): string[] {
	const tokens = tokensOf(code);
	const [first] = tokens;
	if (!first) throw fault(code, 'empty', 0);
	const isSelect = ['SELECT', 'WITH', 'FROM', 'VALUES', '('].includes(first.text);
	if (first.kind === 'name' || first.kind === 'text' || !isSelect)
		throw fault(code, 'not-select', first.at, first.text);
	checkBrackets(code, tokens);
	checkFunctions(code, tokens);
	const defined = definedNames(code, tokens);
	const found = relationsOf(code, tokens).filter(
		(name) => !defined.has(name.toLowerCase()) && name.toLowerCase() !== 'this'
	);
	return [...new Set(found)];
}

/** The tables a SELECT reads besides `this`; none while it is not right yet. */
export function tablesInSelect(code: string): string[] {
	try {
		return checkSelect(code);
	} catch (error) {
		if (error instanceof AppError) return [];
		throw error;
	}
}

/** The SELECT without the semicolon at its end. */
export function bareSelect(code: string): string {
	const last = tokensOf(code).at(-1);
	return last?.text === ';' ? code.slice(0, last.at) : code;
}

export function placeIn(code: string, at: number): { line: number; column: number } {
	const before = code.slice(0, at).split('\n');
	return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}

function fault(code: string, reason: SqlFault, at: number, found = ''): AppError {
	return new AppError('recipe/sql-invalid', { reason, found, ...placeIn(code, at) });
}

function tokensOf(code: string): Token[] {
	const tokens: Token[] = [];
	const pattern = new RegExp(tokenPattern);
	while (pattern.lastIndex < code.length) {
		const at = pattern.lastIndex;
		const found = pattern.exec(code);
		const { escaped, text, name, tag, word, sign } = found?.groups ?? {};
		if (found?.[0] === '/*') pattern.lastIndex = endOfComment(code, at);
		else if (text !== undefined || escaped !== undefined)
			tokens.push({ kind: 'text', text: text?.slice(1, -1) ?? '', at });
		else if (name !== undefined) tokens.push({ kind: 'name', text: name.slice(1, -1).replaceAll('""', '"'), at });
		else if (word !== undefined) tokens.push({ kind: 'word', text: word.toUpperCase(), at });
		else if (tag !== undefined) {
			const end = code.indexOf(tag, at + tag.length);
			if (end < 0) throw fault(code, 'quote', at, tag);
			tokens.push({ kind: 'text', text: '', at });
			pattern.lastIndex = end + tag.length;
		} else if (sign === "'" || sign === '"') throw fault(code, 'quote', at, sign);
		else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, at });
	}
	return tokens;
}

/** Comments may stand in one another. */
function endOfComment(code: string, at: number): number {
	const marks = /\/\*|\*\//g;
	marks.lastIndex = at;
	for (let depth = 0, found = marks.exec(code); found; found = marks.exec(code)) {
		depth += found[0] === '/*' ? 1 : -1;
		if (depth === 0) return marks.lastIndex;
	}
	throw fault(code, 'quote', at, '/*');
}

function checkBrackets(code: string, tokens: readonly Token[]): void {
	const open: Token[] = [];
	for (const [i, token] of tokens.entries()) {
		if (token.kind !== 'sign') continue;
		if (token.text === '(') open.push(token);
		if (token.text === ')' && !open.pop()) throw fault(code, 'bracket', token.at, ')');
		if (token.text === ';' && i < tokens.length - 1) throw fault(code, 'several', token.at, ';');
	}
	const [left] = open;
	if (left) throw fault(code, 'bracket', left.at, '(');
}

function checkFunctions(code: string, tokens: readonly Token[]): void {
	tokens.forEach((token, i) => {
		if (token.kind === 'sign' || token.kind === 'text' || tokens[i + 1]?.text !== '(') return;
		const name = token.text.toLowerCase();
		if (forbidden.test(name)) throw fault(code, 'function', token.at, name);
	});
}

/** Names that WITH gives to relations, in lower case. */
function definedNames(code: string, tokens: readonly Token[]): Set<string> {
	const names = new Set<string>();
	tokens.forEach((token, start) => {
		if (token.kind !== 'word' || token.text !== 'WITH') return;
		let i = start + 1;
		if (tokens[i]?.text === 'RECURSIVE') i++;
		for (;;) {
			const name = tokens[i];
			if (!name || name.kind === 'sign' || name.kind === 'text') return;
			let next = tokens[i + 1]?.text === '(' ? closing(tokens, i + 1) + 1 : i + 1;
			if (tokens[next]?.text !== 'AS') return;
			next++;
			while (['NOT', 'MATERIALIZED'].includes(tokens[next]?.text ?? '')) next++;
			if (tokens[next]?.text !== '(') return;
			// a name with a dot or a slash could be a file where it is out of reach
			if (/[./\\:]/.test(name.text)) throw fault(code, 'file', name.at, name.text);
			names.add(name.text.toLowerCase());
			i = closing(tokens, next) + 1;
			if (tokens[i]?.text !== ',') return;
			i++;
		}
	});
	return names;
}

function closing(tokens: readonly Token[], open: number): number {
	for (let i = open, depth = 0; i < tokens.length; i++) {
		if (tokens[i]?.kind !== 'sign') continue;
		if (tokens[i]?.text === '(') depth++;
		if (tokens[i]?.text === ')' && --depth === 0) return i;
	}
	return tokens.length;
}

function relationsOf(code: string, tokens: readonly Token[]): string[] {
	const names: string[] = [];
	/** For each open bracket: whether a list of relations is being read, and whether FROM means something else. */
	const levels = [{ isList: false, isCall: false }];
	let isWanted = false;
	tokens.forEach((token, i) => {
		const level = levels.at(-1) ?? { isList: false, isCall: false };
		const before = tokens[i - 1];
		if (isWanted && token.text !== 'LATERAL') {
			isWanted = false;
			if (token.kind === 'text') throw fault(code, 'file', token.at, token.text);
			const isRelation =
				token.kind !== 'sign' && !(token.kind === 'word' && (token.text === 'SELECT' || token.text === 'WITH'));
			if (isRelation && tokens[i + 1]?.text === '.') throw fault(code, 'schema', token.at, token.text);
			if (isRelation && tokens[i + 1]?.text !== '(') names.push(nameAt(code, token));
		}
		if (token.kind === 'sign') {
			if (token.text === '(') {
				levels.push({ isList: false, isCall: before?.kind === 'word' && withFrom.has(before.text) });
				// a relation in brackets of its own: FROM (a JOIN b ON ...)
				isWanted =
					level.isList &&
					(before?.text === 'FROM' || before?.text === 'JOIN' || before?.text === ',' || before?.text === '(');
				const inner = levels.at(-1);
				if (isWanted && inner) inner.isList = true;
			}
			if (token.text === ')') levels.pop();
			if (token.text === ',' && level.isList) isWanted = true;
			return;
		}
		if (token.kind !== 'word') return;
		const isDistinct = before?.text === 'DISTINCT' && ['IS', 'NOT'].includes(tokens[i - 2]?.text ?? '');
		if (reading.has(token.text) && !level.isCall && !(token.text === 'FROM' && isDistinct) && before?.text !== '.') {
			const next = tokens[i + 1]?.text;
			const isOperator = (token.text === 'PIVOT' || token.text === 'UNPIVOT') && next === '(';
			if (isOperator) return;
			isWanted = true;
			level.isList = true;
		} else if (ending.has(token.text)) level.isList = false;
	});
	return names;
}

/** The name as it was written: words lose their case as tokens only. */
function nameAt(code: string, token: Token): string {
	return token.kind === 'name' ? token.text : code.slice(token.at, token.at + token.text.length);
}
