import {
	call,
	isNumber,
	isTemporal,
	leastOf,
	nothing,
	valueType,
	type Expression,
	type Literal,
	type ValueType
} from './expression';
import { clipOf, extractOf, finiteOf, isNull, lookupOf, padOf } from './simplify';
import { functionOf } from './sql-functions';
import type { SqlNode, SqlWindow } from './sql-node';
import { parseSql, Untranslatable } from './sql-parse';

/** What the names in a piece of SQL stand for. */
export interface Scope {
	readonly column: (name: string) => Expression | null;
	/** Name of the hidden row number. */
	readonly row: string;
}

/** SQL as an expression over data frames. Throws Untranslatable where it holds what they cannot do in the same way. */
export function translate(sql: string, scope: Scope): Expression {
	return fromNode(parseSql(sql), scope);
}

export function fromNode(node: SqlNode, scope: Scope): Expression {
	const read = (each: SqlNode) => fromNode(each, scope);
	switch (node.kind) {
		case 'name': {
			const found = scope.column(node.name);
			if (!found) throw new Untranslatable();
			return found;
		}
		case 'literal':
			return literal(node.value, node.whole);
		case 'unary': {
			const x = read(node.x);
			if (node.op === 'not') return call('not', [wantType(x, 'boolean')], 'boolean');
			if (x.kind === 'literal' && typeof x.value === 'number') return { ...x, value: -x.value };
			return call('negate', [wantNumber(x)], x.type);
		}
		case 'binary':
			return binary(node.op, read(node.a), read(node.b));
		case 'is-null': {
			const x = read(node.x);
			// a whole number is missing where the number made of it is
			const [inner] = x.kind === 'call' && x.fn === 'to-number' ? x.args : [];
			const tested = inner && inner.type !== 'text' ? inner : x;
			return call(node.not ? 'is-there' : 'is-missing', [tested], 'boolean');
		}
		case 'in': {
			const x = read(node.x);
			const values = node.values.map((value) => constant(read(value)));
			const found: Expression = { kind: 'in', x, values, type: 'boolean' };
			return node.not ? call('not', [found], 'boolean') : found;
		}
		case 'cast':
			return cast(read(node.x), node.type);
		case 'case':
			return fromCase(node, scope);
		case 'call':
			return node.over ? window(node.fn, node.args, node.over, scope) : fromCall(node.fn, node.args, scope);
		case 'at':
			return itemAt(node.list, node.index, scope);
		default:
			throw new Untranslatable();
	}
}

function fromCall(fn: string, args: readonly SqlNode[], scope: Scope): Expression {
	if (fn === 'nullif' && args[1]?.kind === 'cast' && args[1].x.kind === 'literal' && args[1].x.value === 'nan')
		return args[0] ? fromNode(args[0], scope) : nothing;
	const [first] = args;
	// how often a text or a pattern stands in another
	if (fn === 'length' && first?.kind === 'call' && first.args.length === 2) {
		const of = first.args.map((arg) => fromNode(arg, scope));
		if (first.fn === 'regexp_extract_all') return call('count-matches', of, 'integer');
		if (first.fn === 'string_split') return call('+', [call('count-text', of, 'integer'), literal(1, true)], 'integer');
	}
	return functionOf(
		fn,
		args.map((arg) => fromNode(arg, scope))
	);
}

function literal(value: string | number | boolean | null, whole: boolean): Expression {
	if (value === null) return nothing;
	const type: ValueType =
		typeof value === 'string' ? 'text' : typeof value === 'boolean' ? 'boolean' : whole ? 'integer' : 'number';
	return { kind: 'literal', value, type };
}

function constant(x: Expression): Literal {
	if (x.kind !== 'literal' || x.value === null) throw new Untranslatable();
	return x.value;
}

function wantNumber(x: Expression): Expression {
	if (!isNumber(x.type)) throw new Untranslatable();
	return x;
}

function wantType(x: Expression, ...types: readonly ValueType[]): Expression {
	if (!types.includes(x.type)) throw new Untranslatable();
	return x;
}

function binary(op: string, a: Expression, b: Expression): Expression {
	if (op === 'and' || op === 'or') return call(op, [wantType(a, 'boolean'), wantType(b, 'boolean')], 'boolean');
	if (op === '||') return call('concat', [asText(a), asText(b)], 'text');
	if (['=', '<>', '<', '>', '<=', '>='].includes(op)) {
		const alike =
			a.type === b.type || (isNumber(a.type) && isNumber(b.type)) || (isTemporal(a.type) && isTemporal(b.type));
		if (!alike || a.type === 'nothing') throw new Untranslatable();
		return call(op, besides(a, b), 'boolean');
	}
	if (isTemporal(a.type) && b.kind === 'call' && b.fn.startsWith('add-')) {
		const [count] = b.args;
		if (count?.kind !== 'literal' || (op !== '+' && op !== '-')) throw new Untranslatable();
		const signed: Expression = op === '+' ? count : { ...count, value: -Number(count.value) };
		return call(b.fn, [a, signed], 'timestamp');
	}
	if (op === '-' && a.kind === 'call' && b.kind === 'call' && a.fn === 'epoch_us' && b.fn === 'epoch_us')
		return call('microseconds-between', [...b.args, ...a.args], 'integer');
	wantNumber(a);
	wantNumber(b);
	const type = a.type === 'integer' && b.type === 'integer' ? 'integer' : 'number';
	if (op === '/') return call('/', besides(a, b), 'number');
	if (op === '%' || op === '//') {
		// their signs differ between SQL and Python below zero
		if (type !== 'integer' || leastOf(a) < 0 || leastOf(b) < 1) throw new Untranslatable();
		return call(op, [a, b], 'integer');
	}
	if (!['+', '-', '*'].includes(op)) throw new Untranslatable();
	if (a.kind === 'literal' && b.kind === 'literal' && type === 'integer') {
		const [x, y] = [Number(a.value), Number(b.value)];
		return literal(op === '+' ? x + y : op === '-' ? x - y : x * y, true);
	}
	return call(op, type === 'number' ? besides(a, b) : [a, b], type);
}

/** Beside a number a whole one becomes a number by itself. */
function besides(a: Expression, b: Expression): Expression[] {
	const bare = (x: Expression) => {
		const [inner] = x.kind === 'call' && x.fn === 'to-number' ? x.args : [];
		return inner?.type === 'integer' && inner.kind === 'column' ? inner : null;
	};
	const [left, right] = [bare(a), bare(b)];
	if (left && b.type === 'number' && !right) return [left, b];
	return right && a.type === 'number' && !left ? [a, right] : [a, b];
}

function asText(x: Expression): Expression {
	return x.type === 'text' ? x : cast(x, 'VARCHAR');
}

function cast(x: Expression, name: string): Expression {
	const type = valueType(name);
	if (!type) throw new Untranslatable();
	if (x.kind === 'literal' && x.value === null) return { ...x, type };
	if (x.kind === 'moment') return isTemporal(type) ? { ...x, type: type === 'date' ? 'date' : 'timestamp' } : x;
	if (x.type === type) return x;
	if (x.kind === 'literal' && typeof x.value === 'number' && isNumber(type)) {
		if (type === 'integer' && !Number.isInteger(x.value)) throw new Untranslatable();
		return { ...x, type };
	}
	if (x.kind === 'literal' && typeof x.value === 'string' && isNumber(type) && /^-?\d+(\.\d+)?(e-?\d+)?$/.test(x.value))
		return cast(literal(Number(x.value), Number.isInteger(Number(x.value))), name);
	const from: readonly ValueType[] = {
		integer: ['number', 'boolean', 'text'] as const,
		number: ['integer', 'boolean', 'text'] as const,
		text: ['integer', 'boolean', 'date'] as const,
		date: ['timestamp'] as const,
		timestamp: ['date'] as const,
		boolean: [] as const,
		nothing: [] as const
	}[type];
	return call(`to-${type}`, [wantType(x, ...from)], type);
}

function fromCase(node: Extract<SqlNode, { kind: 'case' }>, scope: Scope): Expression {
	const read = (each: SqlNode) => fromNode(each, scope);
	const finite = finiteOf(node);
	if (finite) return call('finite', [wantNumber(read(finite))], 'number');
	const extract = extractOf(node);
	if (extract) return call('extract', extract.map(read), 'text');
	const clip = clipOf(node);
	if (clip) {
		const x = wantNumber(read(clip.x));
		return call('clip', [x, clip.low ? read(clip.low) : nothing, clip.high ? read(clip.high) : nothing], x.type);
	}
	const pad = padOf(node);
	if (pad) return call(pad.fn, pad.args.map(read), 'text');
	const { of } = node;
	const branches = node.branches.map(({ when, then }) => ({
		when: of ? binary('=', read(of), read(when)) : wantType(read(when), 'boolean'),
		then: read(then)
	}));
	const otherwise = node.otherwise && !isNull(node.otherwise) ? read(node.otherwise) : nothing;
	const type = commonType([...branches.map(({ then }) => then), otherwise]);
	const lookup = lookupOf(branches, otherwise);
	return lookup ? { kind: 'lookup', ...lookup, type } : { kind: 'case', branches, otherwise, type };
}

/** The type that holds all of them. */
export function commonType(parts: readonly Expression[]): ValueType {
	const types = new Set(parts.map(({ type }) => type).filter((type) => type !== 'nothing'));
	if (types.size === 0) return 'nothing';
	if (types.size === 1) return [...types][0] ?? 'nothing';
	if ([...types].every(isNumber)) return 'number';
	if ([...types].every(isTemporal)) return 'timestamp';
	throw new Untranslatable();
}

function itemAt(list: SqlNode, index: SqlNode, scope: Scope): Expression {
	const at = fromNode(index, scope);
	if (list.kind === 'list') {
		const values = list.items.map((item) => constant(fromNode(item, scope)));
		return {
			kind: 'lookup',
			x: wantType(at, 'integer'),
			pairs: values.map((value, i) => [i + 1, value] as const),
			otherwise: nothing,
			type: commonType(values.map((value) => literal(value, typeof value === 'number' && Number.isInteger(value))))
		};
	}
	if (list.kind !== 'call' || list.fn !== 'string_split' || list.args.length !== 2) throw new Untranslatable();
	const [x, by] = list.args.map((arg) => fromNode(arg, scope));
	if (!x || by?.kind !== 'literal' || by.value === '' || at.kind !== 'literal' || Number(at.value) === 0)
		throw new Untranslatable();
	return call('split-part', [wantType(x, 'text'), by, at], 'text');
}

function window(
	fn: string,
	args: readonly SqlNode[],
	{ partitionBy, orderBy, rows, ignoreNulls }: SqlWindow,
	scope: Scope
): Expression {
	const by = partitionBy.map((part) => {
		const column = fromNode(part, scope);
		if (column.kind !== 'column') throw new Untranslatable();
		return column.name;
	});
	const [order, ...more] = orderBy;
	const isOwnOrder = order?.x.kind === 'name' && order.x.name === scope.row && !order.descending && more.length === 0;
	if (fn === 'row_number' && isOwnOrder && rows === 'all')
		return { kind: 'window', fn: 'row-number', x: null, by, type: 'integer' };
	if (fn === 'count' && args.length === 0 && !order)
		return { kind: 'window', fn: 'count', x: null, by, type: 'integer' };
	const [x] = args;
	if (!x || !isOwnOrder || !ignoreNulls) throw new Untranslatable();
	const filled = fromNode(x, scope);
	if (fn === 'last_value' && rows === 'preceding')
		return { kind: 'window', fn: 'fill-forward', x: filled, by, type: filled.type };
	if (fn === 'first_value' && rows === 'following')
		return { kind: 'window', fn: 'fill-backward', x: filled, by, type: filled.type };
	throw new Untranslatable();
}
