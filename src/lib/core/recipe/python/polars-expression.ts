import type { Call, Expression, ValueType } from './expression';
import { atom, literalCode, loose, tight, type Code } from './code';
import type { Needs } from './dialect';
import { pythonText, pythonValue } from './literal';
import { polarsFunction } from './polars-functions';
import { Untranslatable } from './sql-parse';

const types: Readonly<Record<ValueType, string>> = {
	integer: 'pl.Int64',
	number: 'pl.Float64',
	text: 'pl.String',
	boolean: 'pl.Boolean',
	date: 'pl.Date',
	timestamp: 'pl.Datetime("us")',
	nothing: 'pl.Null'
};

/** The polars type of a column. */
export function polarsType(type: ValueType): string {
	return types[type];
}

const signs: Readonly<Record<string, string>> = {
	'=': '==',
	'<>': '!=',
	'<': '<',
	'>': '>',
	'<=': '<=',
	'>=': '>=',
	and: '&',
	or: '|',
	'+': '+',
	'-': '-',
	'*': '*',
	'/': '/',
	'//': '//',
	'%': '%',
	concat: '+',
	power: '**'
};

/** An expression of polars. Throws Untranslatable. */
export function polarsCode(expression: Expression, needs: Needs): Code {
	const write = (each: Expression) => polarsCode(each, needs);
	switch (expression.kind) {
		case 'column':
			return atom(`pl.col(${pythonText(expression.name)})`);
		case 'literal':
			return literal(expression.value, expression.type);
		case 'moment': {
			const day = new Date(expression.ms);
			const parts = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
			if (expression.type === 'date') return atom(`pl.date(${parts.join(', ')})`);
			const time = [day.getUTCHours(), day.getUTCMinutes(), day.getUTCSeconds(), day.getUTCMilliseconds() * 1000];
			return atom(`pl.datetime(${[...parts, ...time].join(', ')})`);
		}
		case 'in':
			return atom(`${tight(write(expression.x))}.is_in(${pythonValue([...expression.values])})`);
		case 'lookup':
			return lookup(expression, needs);
		case 'window':
			return window(expression, needs);
		case 'case': {
			const branches = expression.branches
				.map(({ when, then }) => `when(${write(when).text}).then(${write(then).text})`)
				.join('.');
			const { otherwise } = expression;
			const isNothing = otherwise.kind === 'literal' && otherwise.value === null;
			return atom(`pl.${branches}${isNothing ? '' : `.otherwise(${write(otherwise).text})`}`);
		}
		case 'call':
			return callCode(expression, needs);
	}
}

/** As a value of the type it has, also where polars would take a text for the name of a column. */
function literal(value: string | number | boolean | null, type: ValueType): Code {
	if (value === null) return atom(type === 'nothing' ? 'pl.lit(None)' : `pl.lit(None, dtype=${polarsType(type)})`);
	return { ...atom(`pl.lit(${literalCode(value, type)})`), scalar: true };
}

/** An operand: numbers stand as they are. */
function operand(expression: Expression, needs: Needs): string {
	if (expression.kind === 'literal' && typeof expression.value === 'number')
		return expression.value < 0
			? `(${literalCode(expression.value, expression.type)})`
			: literalCode(expression.value, expression.type);
	return tight(polarsCode(expression, needs));
}

function callCode(expression: Call, needs: Needs): Code {
	const write = (each: Expression) => polarsCode(each, needs);
	const { fn, args } = expression;
	const [a, b] = args;
	const sign = signs[fn];
	if (sign !== undefined && a && b) {
		if (a.kind === 'literal' && b.kind === 'literal') throw new Untranslatable();
		return loose(`${operand(a, needs)} ${sign} ${operand(b, needs)}`);
	}
	if (fn === 'not' && a) return loose(`~${tight(write(a))}`);
	if (fn === 'is-missing' && a) return atom(`${tight(write(a))}.is_null()`);
	if (fn === 'is-there' && a) return atom(`${tight(write(a))}.is_not_null()`);
	if (fn === 'coalesce') {
		if (args.length === 2 && a && b) return atom(`${tight(write(a))}.fill_null(${filling(b, needs)})`);
		return atom(`pl.coalesce(${args.map((arg) => write(arg).text).join(', ')})`);
	}
	return polarsFunction(expression, needs);
}

/** A text stands as a value, or polars would take it for a column. */
function filling(expression: Expression, needs: Needs): string {
	const isPlain = expression.kind === 'literal' && expression.value !== null && expression.type !== 'text';
	return isPlain ? literalCode(expression.value, expression.type) : polarsCode(expression, needs).text;
}

function lookup({ x, pairs, otherwise, type }: Extract<Expression, { kind: 'lookup' }>, needs: Needs): Code {
	const isFloat = x.type === 'number';
	const entries = pairs.map(
		([key, value]) => `${isFloat ? literalCode(key, 'number') : pythonValue(key)}: ${literalCode(value, type)}`
	);
	const missing = otherwise.kind === 'literal' && otherwise.value === null;
	return atom(
		`${tight(polarsCode(x, needs))}.replace_strict({${entries.join(', ')}}, ` +
			`default=${missing ? 'None' : polarsCode(otherwise, needs).text}, return_dtype=${polarsType(type)})`
	);
}

function window({ fn, x, by }: Extract<Expression, { kind: 'window' }>, needs: Needs): Code {
	const over = by.length === 0 ? '' : `.over(${pythonValue([...by])})`;
	if (fn === 'row-number') return atom(`pl.int_range(1, pl.len() + 1)${over}`);
	if (fn === 'count') return atom(`pl.len()${over}.cast(pl.Int64)`);
	if (!x) throw new Untranslatable();
	const method = fn === 'fill-forward' ? 'forward_fill' : 'backward_fill';
	return atom(`${tight(polarsCode(x, needs))}.${method}()${over}`);
}
