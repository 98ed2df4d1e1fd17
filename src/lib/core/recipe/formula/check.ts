import { isNumericType, isTemporalType, type Field, type TableSchema } from '../../table/schema';
import { parseDate } from '../calendar';
import { formulaFunctions, type ArgumentType, type FormulaFunction, type FormulaType } from './functions';
import { parseFormula, type Syntax } from './parse';
import { formulaError } from './token';

/** A formula whose columns exist and whose types fit. */
export type Expression =
	/** A date's value is milliseconds since 1970 UTC; null is missing. */
	| { readonly kind: 'literal'; readonly type: FormulaType; readonly value: number | string | boolean | null }
	| { readonly kind: 'column'; readonly type: FormulaType; readonly field: Field }
	| {
			readonly kind: 'call';
			readonly type: FormulaType;
			readonly fn: FormulaFunction;
			readonly args: readonly Expression[];
	  };

/** What a column's values are in formulas; null for lists, structs and other types that need a cast first. */
export function formulaType(type: string): FormulaType | null {
	if (isNumericType(type)) return 'number';
	if (type === 'BOOLEAN') return 'boolean';
	if (isTemporalType(type)) return 'date';
	return type === 'VARCHAR' || type.startsWith('ENUM') || type === 'UUID' ? 'text' : null;
}

/** Parses a formula over the columns of `schema`. `wanted` asks for a type of result. Throws recipe/formula-invalid. */
export function checkFormula(source: string, schema: TableSchema, wanted?: FormulaType): Expression {
	const fields = new Map(schema.map((field) => [field.name, field]));
	const syntax = parseFormula(source);
	const { expression } = check(syntax, fields);
	const typed = settle(expression, wanted ?? 'text');
	return wanted === undefined ? typed : fit(typed, wanted, syntax, fields);
}

type Fields = ReadonlyMap<string, Field>;
/** A bare `missing` has no type until its place gives it one. */
interface Checked {
	readonly expression: Expression | null;
	readonly syntax: Syntax;
}

function settle(expression: Expression | null, type: FormulaType): Expression {
	return expression ?? { kind: 'literal', type, value: null };
}

function check(syntax: Syntax, fields: Fields): Checked {
	if (syntax.kind === 'literal') {
		const { value } = syntax;
		if (value === null) return { expression: null, syntax };
		const type = typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'boolean' : 'text';
		return { expression: { kind: 'literal', type, value }, syntax };
	}
	if (syntax.kind === 'column') {
		const field = fields.get(syntax.name);
		if (!field) throw formulaError('unknown-column', syntax.at, { column: syntax.name });
		const type = formulaType(field.type);
		if (!type) throw formulaError('column-type', syntax.at, { column: field.name, type: field.type });
		return { expression: { kind: 'column', type, field }, syntax };
	}
	return { expression: checkCall(syntax, fields), syntax };
}

function checkCall(syntax: Extract<Syntax, { kind: 'call' }>, fields: Fields): Expression {
	const fn = Object.hasOwn(formulaFunctions, syntax.fn) ? formulaFunctions[syntax.fn] : undefined;
	if (!fn) throw formulaError('unknown-function', syntax.at, { function: syntax.fn });
	const { args, required, rest } = fn;
	const count = syntax.args.length;
	if (count < required || (count > args.length && rest === undefined))
		throw formulaError('wrong-count', syntax.at, { function: syntax.fn, wanted: required, found: count });
	const checked = syntax.args.map((arg) => check(arg, fields));
	const wants = checked.map((_, i): ArgumentType => args[i] ?? rest ?? 'any');
	const shared = sharedType(checked.filter((_, i) => wants[i] === 'same').map((each) => each.expression));
	const typed = checked.map(({ expression, syntax: arg }, i) => {
		const want = wants[i] ?? 'any';
		if (want === 'any') return settle(expression, 'text');
		if (want === 'digits') return digits(expression, arg);
		if (want === 'plain') {
			const settled = settle(expression, 'text');
			return settled.type === 'date' ? fit(settled, 'number', arg, fields) : settled;
		}
		const type = want === 'same' ? shared : want;
		return fit(settle(expression, type), type, arg, fields);
	});
	return { kind: 'call', type: fn.result === 'same' ? shared : fn.result, fn, args: typed };
}

/** The one type of arguments that must agree: a date beside text is a date, a number beside a boolean a number. */
function sharedType(expressions: readonly (Expression | null)[]): FormulaType {
	const types = new Set(expressions.flatMap((each) => (each ? [each.type] : [])));
	if (types.has('date') && expressions.every((each) => !each || each.type === 'date' || each.kind === 'literal'))
		return 'date';
	if (types.has('number') && types.has('boolean') && types.size === 2) return 'number';
	const [first = 'text'] = types;
	return first;
}

function fit(expression: Expression, type: FormulaType, syntax: Syntax, fields: Fields): Expression {
	if (expression.type === type) return expression;
	if (expression.kind === 'literal' && expression.value === null) return { ...expression, type };
	const number = formulaFunctions['number'];
	if (type === 'number' && expression.type === 'boolean' && number)
		return { kind: 'call', type, fn: number, args: [expression] };
	if (type === 'date' && expression.kind === 'literal' && typeof expression.value === 'string') {
		const value = parseDate(expression.value);
		if (value === null) throw formulaError('not-a-date', syntax.at, { found: expression.value });
		return { kind: 'literal', type, value };
	}
	const slip = syntax.kind === 'literal' && typeof syntax.value === 'string' && fields.has(syntax.value);
	throw formulaError('wrong-type', syntax.at, {
		wanted: type,
		found: expression.type,
		...(slip && typeof syntax.value === 'string' && { column: syntax.value })
	});
}

function digits(expression: Expression | null, syntax: Syntax): Expression {
	if (
		expression?.kind === 'literal' &&
		typeof expression.value === 'number' &&
		Number.isInteger(expression.value) &&
		expression.value >= 0 &&
		expression.value <= 15
	)
		return expression;
	throw formulaError('literal-wanted', syntax.at);
}

/** Names of the columns a formula reads, in order of first use. */
export function columnsOf(expression: Expression): string[] {
	if (expression.kind === 'column') return [expression.field.name];
	if (expression.kind === 'literal') return [];
	return [...new Set(expression.args.flatMap(columnsOf))];
}
