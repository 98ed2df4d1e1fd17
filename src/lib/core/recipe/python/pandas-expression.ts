import { canBeMissing, isTemporal, type Call, type Expression, type ValueType } from './expression';
import { atom, literalCode, loose, scalar, tight, type Code } from './code';
import type { Needs } from './dialect';
import { pythonDict, pythonText, pythonValue } from './literal';
import { Untranslatable } from './sql-parse';
import { pandasFunction } from './pandas-functions';

/** What an expression is written over. */
export interface PandasScope {
	readonly frame: string;
	readonly needs: Needs;
}

const dtypes: Readonly<Record<ValueType, string>> = {
	integer: 'Int64',
	number: 'Float64',
	text: 'string',
	boolean: 'boolean',
	date: 'datetime64[ns]',
	timestamp: 'datetime64[ns]',
	nothing: 'object'
};

/** The pandas type of a column: those that can hold missing values of any type. */
export function pandasType(type: ValueType): string {
	return pythonText(dtypes[type]);
}

/** An expression over a pandas data frame. Throws Untranslatable. */
export function pandasCode(expression: Expression, scope: PandasScope): Code {
	const write = (each: Expression) => pandasCode(each, scope);
	switch (expression.kind) {
		case 'column':
			return atom(`${scope.frame}[${pythonText(expression.name)}]`);
		case 'literal':
			return scalar(expression.value === null ? 'pd.NA' : literalCode(expression.value, expression.type));
		case 'moment':
			return scalar(`pd.Timestamp(${pythonText(momentText(expression.ms))})`);
		case 'in': {
			const x = series(write(expression.x));
			const found = `${x}.isin(${pythonValue([...expression.values])})`;
			return atom(canBeMissing(expression.x) ? `${found}.astype("boolean").mask(${x}.isna())` : found);
		}
		case 'lookup': {
			const x = series(write(expression.x));
			const pairs = expression.pairs.map(([key, value]) => [key, literalCode(value, expression.type)] as const);
			const found = `${x}.map(${pythonDict(pairs)}).astype(${pandasType(expression.type)})`;
			const { otherwise } = expression;
			return atom(isNothing(otherwise) ? found : `${found}.fillna(${write(otherwise).text})`);
		}
		case 'window':
			return window(expression, scope);
		case 'case':
			return choice(expression, scope);
		case 'call':
			return callCode(expression, scope);
	}
}

/** A Series, also of an expression that is one value. */
export function pandasSeries(expression: Expression, scope: PandasScope): string {
	const { text, scalar: isScalar } = pandasCode(expression, scope);
	if (!isScalar) return text;
	const value = isTemporal(expression.type) && isNothing(expression) ? 'pd.NaT' : text;
	return `pd.Series(${value}, index=${scope.frame}.index, dtype=${pandasType(expression.type)})`;
}

/** A condition that is never missing: where it would be, it is False. */
export function pandasCondition(expression: Expression, scope: PandasScope): Code {
	const write = (each: Expression) => pandasCondition(each, scope);
	if (expression.kind === 'literal') throw new Untranslatable();
	if (expression.kind === 'in')
		return atom(`${series(pandasCode(expression.x, scope))}.isin(${pythonValue([...expression.values])})`);
	if (expression.kind === 'call') {
		const [a, b] = expression.args;
		if ((expression.fn === 'and' || expression.fn === 'or') && a && b)
			return loose(`${tight(write(a))} ${expression.fn === 'and' ? '&' : '|'} ${tight(write(b))}`);
		if (expression.fn === 'coalesce' && a && b?.kind === 'literal' && b.value === false) return write(a);
		if (expression.fn !== '<>' && isComparison(expression) && a && isTemporal(a.type))
			return comparison(expression, scope);
	}
	const code = pandasCode(expression, scope);
	return canBeMissing(expression) ? atom(`${tight(code)}.fillna(False)`) : code;
}

/** Something with methods. */
export function series(code: Code): string {
	if (code.scalar) throw new Untranslatable();
	return tight(code);
}

/** As ISO 8601, without a time at midnight. */
function momentText(ms: number): string {
	return new Date(ms).toISOString().replace(/(T00:00:00)?(\.000)?Z$/, '');
}

function isNothing(expression: Expression): boolean {
	return expression.kind === 'literal' && expression.value === null;
}

const signs: Readonly<Record<string, string>> = { '=': '==', '<>': '!=', '<': '<', '>': '>', '<=': '<=', '>=': '>=' };

function isComparison({ fn }: Call): boolean {
	return fn in signs;
}

function comparison({ fn, args }: Call, scope: PandasScope): Code {
	const [a, b] = args.map((arg) => pandasCode(arg, scope));
	if (!a || !b || (a.scalar && b.scalar)) throw new Untranslatable();
	return loose(`${tight(a)} ${signs[fn]} ${tight(b)}`);
}

function callCode(expression: Call, scope: PandasScope): Code {
	const { fn, args } = expression;
	const [a, b] = args;
	const write = (each: Expression) => pandasCode(each, scope);
	if (isComparison(expression)) {
		const compared = comparison(expression, scope);
		if (!a || !b || !isTemporal(a.type)) return compared;
		// a comparison with NaT is False in pandas, and missing in SQL
		const missing = args.filter(canBeMissing).map((arg) => `${series(write(arg))}.isna()`);
		if (missing.length === 0) return compared;
		return atom(`(${compared.text}).astype("boolean").mask(${missing.join(' | ')})`);
	}
	if ((fn === 'and' || fn === 'or') && a && b)
		return loose(`${series(write(a))} ${fn === 'and' ? '&' : '|'} ${series(write(b))}`);
	if (fn === 'not' && a) return loose(`~${series(write(a))}`);
	if (fn === 'is-missing' && a) return atom(`${series(write(a))}.isna()`);
	if (fn === 'is-there' && a) return atom(`${series(write(a))}.notna()`);
	if (fn === 'coalesce') {
		const [first, ...rest] = args;
		if (!first) throw new Untranslatable();
		return atom([series(write(first)), ...rest.map((arg) => `fillna(${write(arg).text})`)].join('.'));
	}
	return pandasFunction(expression, scope);
}

function choice({ branches, otherwise, type }: Extract<Expression, { kind: 'case' }>, scope: PandasScope): Code {
	const [only, ...more] = branches;
	if (only && more.length === 0) {
		const then = pandasCode(only.then, scope);
		const rest = pandasCode(otherwise, scope);
		// of the same type, or the column would change its own
		const alike = only.then.type === type && (otherwise.type === type || isNothing(otherwise));
		if (alike && isNothing(otherwise) && !then.scalar)
			return atom(`${tight(then)}.where(${pandasCondition(only.when, scope).text})`);
		if (otherwise.type === type && !rest.scalar && (only.then.type === type || isNothing(only.then))) {
			const missing = isNothing(only.then);
			const condition = pandasCondition(only.when, scope).text;
			return atom(`${tight(rest)}.mask(${condition}${missing ? '' : `, ${then.text}`})`);
		}
	}
	scope.needs.helpers.add('choose');
	const parts = branches.map(
		({ when, then }) => `(${pandasCondition(when, scope).text}, ${pandasCode(then, scope).text})`
	);
	const rest = isNothing(otherwise) ? (isTemporal(type) ? 'pd.NaT' : 'pd.NA') : pandasCode(otherwise, scope).text;
	return atom(`choose(${scope.frame}.index, [${parts.join(', ')}], ${rest}, ${pandasType(type)})`);
}

function window({ fn, x, by, type }: Extract<Expression, { kind: 'window' }>, scope: PandasScope): Code {
	const keys = pythonValue([...by]);
	const grouped = `${scope.frame}.groupby(${keys}, dropna=False, sort=False)`;
	if (fn === 'row-number') {
		if (by.length > 0) return loose(`${grouped}.cumcount() + 1`);
		return atom(`pd.Series(range(1, len(${scope.frame}) + 1), index=${scope.frame}.index, dtype="Int64")`);
	}
	if (fn === 'count') {
		if (by.length === 0) throw new Untranslatable();
		return atom(`${grouped}[${pythonText(by[0] ?? '')}].transform("size")`);
	}
	if (!x) throw new Untranslatable();
	const method = fn === 'fill-forward' ? 'ffill' : 'bfill';
	if (by.length === 0) return atom(`${series(pandasCode(x, scope))}.${method}()`);
	if (x.kind !== 'column' || type === 'boolean') throw new Untranslatable();
	return atom(`${grouped}[${pythonText(x.name)}].${method}()`);
}
