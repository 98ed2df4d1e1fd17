import { nothing, type Expression, type Literal } from './expression';
import { sameSql, type SqlNode } from './sql-node';

type CaseNode = Extract<SqlNode, { kind: 'case' }>;

/** The x of `CASE WHEN isfinite(x) THEN x END`. */
export function finiteOf({ of, branches, otherwise }: CaseNode): SqlNode | null {
	const [only, ...rest] = branches;
	if (of || !only || rest.length > 0 || (otherwise && !isNull(otherwise))) return null;
	const { when, then } = only;
	const [x] = when.kind === 'call' && when.fn === 'isfinite' ? when.args : [];
	return x && sameSql(x, then) ? x : null;
}

/** What `CASE WHEN regexp_matches(x, p) THEN regexp_extract(x, p, n) END` takes out. */
export function extractOf({ of, branches, otherwise }: CaseNode): readonly SqlNode[] | null {
	const [only, ...rest] = branches;
	if (of || !only || rest.length > 0 || (otherwise && !isNull(otherwise))) return null;
	const { when, then } = only;
	if (when.kind !== 'call' || when.fn !== 'regexp_matches' || when.args.length !== 2) return null;
	if (then.kind !== 'call' || then.fn !== 'regexp_extract' || then.args.length !== 3) return null;
	return when.args.every((arg, i) => {
		const other = then.args[i];
		return other !== undefined && sameSql(arg, other);
	})
		? then.args
		: null;
}

/** x and its bounds of `CASE WHEN x < low THEN low WHEN x > high THEN high ELSE x END`. */
export function clipOf({ of, branches, otherwise }: CaseNode): { x: SqlNode; low?: SqlNode; high?: SqlNode } | null {
	if (of || !otherwise || branches.length === 0 || branches.length > 2) return null;
	const bounds: { low?: SqlNode; high?: SqlNode } = {};
	for (const { when, then } of branches) {
		if (when.kind !== 'binary' || !sameSql(when.a, otherwise) || !sameSql(when.b, then)) return null;
		if (!isConstant(then)) return null;
		if (when.op === '<' && !bounds.low && !bounds.high) bounds.low = then;
		else if (when.op === '>' && !bounds.high) bounds.high = then;
		else return null;
	}
	return { x: otherwise, ...bounds };
}

/** The side and width of `CASE WHEN length(x) >= n THEN x ELSE lpad(x, n, c) END`. */
export function padOf({ of, branches, otherwise }: CaseNode): { fn: string; args: readonly SqlNode[] } | null {
	const [only, ...rest] = branches;
	if (of || !only || rest.length > 0 || otherwise?.kind !== 'call') return null;
	const { when, then } = only;
	const [x, width] = otherwise.args;
	if ((otherwise.fn !== 'lpad' && otherwise.fn !== 'rpad') || !x || !width || !sameSql(x, then)) return null;
	const fits =
		when.kind === 'binary' &&
		when.op === '>=' &&
		when.a.kind === 'call' &&
		when.a.fn === 'length' &&
		when.a.args.every((arg) => sameSql(arg, x)) &&
		sameSql(when.b, width);
	return fits ? { fn: otherwise.fn === 'lpad' ? 'pad-left' : 'pad-right', args: otherwise.args } : null;
}

/** The branches of a CASE that only compares one thing with values, as a dictionary. */
export function lookupOf(
	branches: readonly { readonly when: Expression; readonly then: Expression }[],
	otherwise: Expression
): { x: Expression; pairs: [Literal, Literal][]; otherwise: Expression } | null {
	if (branches.length < 2) return null;
	const pairs = new Map<Literal, Literal>();
	let x: Expression | null = null;
	for (const { when, then } of branches) {
		const [a, b] = when.kind === 'call' && when.fn === '=' ? when.args : [];
		if (!a || b?.kind !== 'literal' || b.value === null || then.kind !== 'literal') return null;
		if (then.value === null && otherwise !== nothing) return null;
		if (x !== null && JSON.stringify(x) !== JSON.stringify(a)) return null;
		x = a;
		if (!pairs.has(b.value) && then.value !== null) pairs.set(b.value, then.value);
	}
	return x && { x, pairs: [...pairs], otherwise };
}

export function isNull(node: SqlNode): boolean {
	return node.kind === 'cast' ? isNull(node.x) : node.kind === 'literal' && node.value === null;
}

function isConstant(node: SqlNode): boolean {
	if (node.kind === 'unary') return isConstant(node.x);
	return node.kind === 'literal' && node.value !== null;
}
