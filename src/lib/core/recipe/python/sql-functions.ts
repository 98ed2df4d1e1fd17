import { call, isNumber, isTemporal, type Expression, type ValueType } from './expression';
import { Untranslatable } from './sql-parse';

/** Functions of a number that give a number, whatever its type. */
const ofNumber = new Set(
	'sqrt cbrt exp ln log2 log10 sin cos tan tanh asinh floor ceil trunc radians degrees'.split(' ')
);
const ofDate = new Set('year month day hour minute second isodow week isoyear quarter dayofyear'.split(' '));
const ofText: Readonly<Record<string, ValueType>> = {
	lower: 'text',
	upper: 'text',
	length: 'integer'
};
/** Functions of a text and constant texts. */
const textWith: Readonly<Record<string, ValueType>> = {
	trim: 'text',
	ltrim: 'text',
	rtrim: 'text',
	replace: 'text',
	translate: 'text',
	contains: 'boolean',
	starts_with: 'boolean',
	ends_with: 'boolean',
	instr: 'integer',
	regexp_matches: 'boolean',
	regexp_full_match: 'boolean',
	regexp_replace: 'text'
};
/** Functions of a text and constant whole numbers. */
const textBy = new Set(['left', 'right', 'substring', 'repeat']);
const units = new Set(['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second']);

/** A function of DuckDB as one that data frames have. Throws Untranslatable. */
export function functionOf(fn: string, args: readonly Expression[]): Expression {
	const [x, y] = args;
	if (fn === 'pi' && args.length === 0) return { kind: 'literal', value: Math.PI, type: 'number' };
	if (!x) throw new Untranslatable();
	if (fn === 'try' && args.length === 1) return x;
	if (ofNumber.has(fn) && args.length === 1) return call(fn, [number(x)], 'number');
	if (fn === 'abs' && isNumber(x.type)) return call('abs', [x], x.type);
	if (fn === 'sign') return call('sign', [number(x)], 'integer');
	if (fn === 'isfinite') return call('is-finite', [number(x)], 'boolean');
	if (fn === 'round') return call('round', [number(x), y ? whole(y) : integer(0)], 'number');
	if ((fn === 'pow' || fn === 'power') && y) return call('power', [number(x), number(y)], 'number');
	if (fn === 'greatest' || fn === 'least') return extreme(fn, args);
	if (fn === 'coalesce') return coalesce(args);
	if (fn === 'nullif' && y?.kind === 'literal' && isNumber(x.type) && isNumber(y.type))
		return call('missing-at', [x, y], x.type);
	if (ofDate.has(fn) && args.length === 1) return call(fn, [date(x)], 'integer');
	if (fn in ofText && args.length === 1) return call(fn, [text(x)], ofText[fn] ?? 'text');
	if (fn in textWith) {
		const rest = args.slice(1);
		if (rest.some((arg) => arg.kind !== 'literal' || arg.type !== 'text')) throw new Untranslatable();
		return call(fn, [text(x), ...rest], textWith[fn] ?? 'text');
	}
	if (textBy.has(fn)) return textPart(fn, text(x), args.slice(1).map(whole));
	if ((fn === 'lpad' || fn === 'rpad') && args.length === 3) return call(fn, [text(x), ...args.slice(1)], 'text');
	if (fn === 'concat_ws' && x.kind === 'literal') return call('join', [text(x), ...args.slice(1).map(text)], 'text');
	return dateFunction(fn, args);
}

function textPart(fn: string, x: Expression, counts: readonly Expression[]): Expression {
	const [first] = counts;
	const least = fn === 'substring' ? 1 : 0;
	if (first?.kind !== 'literal' || Number(first.value) < least) throw new Untranslatable();
	return call(fn, [x, ...counts], 'text');
}

function dateFunction(fn: string, args: readonly Expression[]): Expression {
	const [x, y, z] = args;
	if (!x) throw new Untranslatable();
	if (fn === 'epoch_ms' && x.kind === 'literal') return { kind: 'moment', ms: Number(x.value), type: 'timestamp' };
	if (fn === 'epoch_us') return call('epoch_us', [date(x)], 'integer');
	if (fn === 'last_day') return call('last-day', [date(x)], 'date');
	if (fn === 'date_trunc' && y && x.kind === 'literal' && units.has(String(x.value)))
		return call('truncate', [date(y), x], 'timestamp');
	if (fn === 'date_diff' && y && z && x.kind === 'literal' && x.value === 'day')
		return call('days-between', [date(y), date(z)], 'integer');
	if (fn === 'strftime' && y?.kind === 'literal' && /^([^%]|%[YmdHMSj])*$/.test(String(y.value)))
		return call('format', [date(x), y], 'text');
	if (fn === 'try_strptime' && y?.kind === 'literal' && /^([^%]|%[YmdHMS])*$/.test(String(y.value)))
		return call('parse', [text(x), y], 'timestamp');
	const added = /^to_(days|months|hours|minutes|seconds)$/.exec(fn)?.[1];
	if (added && x.kind === 'literal') return call(`add-${added}`, [whole(x)], 'nothing');
	throw new Untranslatable();
}

function coalesce(args: readonly Expression[]): Expression {
	const types = new Set(args.map(({ type }) => type).filter((type) => type !== 'nothing'));
	const kept = args.filter(({ type }) => type !== 'nothing');
	const [first] = kept;
	if (!first) throw new Untranslatable();
	if (kept.length === 1) return first;
	if (types.size === 1) return call('coalesce', kept, first.type);
	if ([...types].every(isNumber)) return call('coalesce', kept, 'number');
	if ([...types].every(isTemporal)) return call('coalesce', kept, 'timestamp');
	throw new Untranslatable();
}

function extreme(fn: string, args: readonly Expression[]): Expression {
	if (!args.every(({ type }) => isNumber(type))) throw new Untranslatable();
	return call(fn, args, args.every(({ type }) => type === 'integer') ? 'integer' : 'number');
}

function integer(value: number): Expression {
	return { kind: 'literal', value, type: 'integer' };
}

function number(x: Expression): Expression {
	if (!isNumber(x.type)) throw new Untranslatable();
	return x.type === 'number' || x.kind === 'literal' ? x : call('to-number', [x], 'number');
}

function whole(x: Expression): Expression {
	if (x.kind !== 'literal' || !Number.isInteger(x.value)) throw new Untranslatable();
	return x;
}

function text(x: Expression): Expression {
	if (x.type !== 'text') throw new Untranslatable();
	return x;
}

function date(x: Expression): Expression {
	if (!isTemporal(x.type)) throw new Untranslatable();
	return x;
}
