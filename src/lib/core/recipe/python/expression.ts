import { isNumericType, isTemporalType } from '../../table/schema';

/** What a data frame holds in a column, both in pandas and in polars. */
export type ValueType = 'integer' | 'number' | 'text' | 'boolean' | 'date' | 'timestamp' | 'nothing';

/** A value for every row, apart from how a library writes it. */
export type Expression =
	| { readonly kind: 'column'; readonly name: string; readonly type: ValueType }
	| { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly type: ValueType }
	/** Milliseconds since 1970. */
	| { readonly kind: 'moment'; readonly ms: number; readonly type: 'date' | 'timestamp' }
	| { readonly kind: 'call'; readonly fn: string; readonly args: readonly Expression[]; readonly type: ValueType }
	| {
			readonly kind: 'case';
			readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
			readonly otherwise: Expression;
			readonly type: ValueType;
	  }
	| { readonly kind: 'in'; readonly x: Expression; readonly values: readonly Literal[]; readonly type: 'boolean' }
	/** The value beside the key, else `otherwise`, also where x is missing. */
	| {
			readonly kind: 'lookup';
			readonly x: Expression;
			readonly pairs: readonly (readonly [Literal, Literal])[];
			readonly otherwise: Expression;
			readonly type: ValueType;
	  }
	/** Over the rows with the same values of `by`, in their order. */
	| {
			readonly kind: 'window';
			readonly fn: 'row-number' | 'count' | 'fill-forward' | 'fill-backward';
			readonly x: Expression | null;
			readonly by: readonly string[];
			readonly type: ValueType;
	  };

export type Literal = string | number | boolean;
export type Call = Extract<Expression, { kind: 'call' }>;

export const nothing: Expression = { kind: 'literal', value: null, type: 'nothing' };

export function call(fn: string, args: readonly Expression[], type: ValueType): Expression {
	return { kind: 'call', fn, args, type };
}

/** The type of a DuckDB column; null for those that are run as SQL only (lists, times, intervals). */
export function valueType(type: string): ValueType | null {
	if (type === 'VARCHAR') return 'text';
	if (type === 'BOOLEAN') return 'boolean';
	if (type === 'DATE') return 'date';
	if (isTemporalType(type)) return type === 'TIMESTAMP' ? 'timestamp' : null;
	if (type === 'DOUBLE' || type === 'FLOAT' || type.startsWith('DECIMAL') || type.endsWith('HUGEINT')) return 'number';
	return isNumericType(type) ? 'integer' : null;
}

export function isNumber(type: ValueType): boolean {
	return type === 'integer' || type === 'number';
}

export function isTemporal(type: ValueType): boolean {
	return type === 'date' || type === 'timestamp';
}

/** Whether an expression can be missing, as far as its shape tells. */
export function canBeMissing(expression: Expression): boolean {
	switch (expression.kind) {
		case 'literal':
			return expression.value === null;
		case 'moment':
			return false;
		case 'window':
			return expression.x !== null;
		case 'in':
			return canBeMissing(expression.x);
		case 'call':
			if (expression.fn === 'is-missing' || expression.fn === 'is-there') return false;
			if (expression.fn === 'coalesce') return expression.args.every(canBeMissing);
			return !neverMissing.has(expression.fn) || expression.args.some(canBeMissing);
		default:
			return true;
	}
}

/** Functions that are missing only where an argument is. */
const neverMissing = new Set(['and', 'or', 'not', '=', '<>', '<', '>', '<=', '>=', 'to-integer', 'to-number']);

/** The least a whole number can be, as far as its shape tells. */
export function leastOf(expression: Expression): number {
	if (expression.kind === 'literal') return typeof expression.value === 'number' ? expression.value : -Infinity;
	if (expression.kind === 'window') return expression.fn === 'row-number' || expression.fn === 'count' ? 1 : -Infinity;
	if (expression.kind !== 'call') return -Infinity;
	const [a, b] = expression.args;
	if (expression.fn in leasts) return leasts[expression.fn] ?? -Infinity;
	if (!a || !b) return -Infinity;
	if (expression.fn === '+') return leastOf(a) + leastOf(b);
	if (expression.fn === '-' && b.kind === 'literal') return leastOf(a) - Number(b.value);
	if (expression.fn === '%' || expression.fn === '//') return 0;
	return -Infinity;
}

const leasts: Readonly<Record<string, number>> = {
	month: 1,
	day: 1,
	isodow: 1,
	week: 1,
	quarter: 1,
	dayofyear: 1,
	hour: 0,
	minute: 0,
	second: 0,
	length: 0
};
