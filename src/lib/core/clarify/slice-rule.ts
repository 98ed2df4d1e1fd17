import { AppError } from '../errors';
import { isNumericType, isTemporalType, type Field } from '../table/schema';
import { sqlName, sqlValue } from '../table/sql';
import { selectionSql } from './selector';

/** What one column must be like. A number that is not finite counts as missing, an empty text as well. */
export type Condition =
	/** (above, atMost]; null: no bound. Both null: there is a value. Dates in milliseconds since 1970. */
	| {
			readonly type: 'range';
			readonly column: string;
			readonly above: number | null;
			readonly atMost: number | null;
			/** Whether rows without a value belong too. */
			readonly orMissing: boolean;
	  }
	| { readonly type: 'missing'; readonly column: string }
	/** One category; '' is missing. */
	| { readonly type: 'is'; readonly column: string; readonly value: string }
	| { readonly type: 'isNot'; readonly column: string; readonly values: readonly string[] };

/** All of these together; none: every row. */
export type SliceRule = readonly Condition[];

/** A rule with one more condition, which narrows one that is there for its column. */
export function narrowed(rule: SliceRule, more: Condition): SliceRule {
	const at = rule.findIndex(({ column }) => column === more.column);
	const known = rule[at];
	return known ? rule.with(at, both(known, more)) : [...rule, more];
}

function both(known: Condition, more: Condition): Condition {
	if (known.type === 'range' && more.type === 'range') {
		const atMost = Math.min(known.atMost ?? Infinity, more.atMost ?? Infinity);
		const above = Math.max(known.above ?? -Infinity, more.above ?? -Infinity);
		return {
			...more,
			above: above === -Infinity ? null : above,
			atMost: atMost === Infinity ? null : atMost,
			orMissing: known.orMissing && more.orMissing
		};
	}
	if (known.type === 'isNot' && more.type === 'isNot')
		return { ...more, values: [...known.values, ...more.values].sort() };
	return more;
}

/** English for a terminal: `age <= 27 and workclass is Private`; '' for every row. */
export function ruleText(rule: SliceRule, temporal: ReadonlySet<string> = new Set()): string {
	return rule.map((condition) => conditionText(condition, temporal.has(condition.column))).join(' and ');
}

function conditionText(condition: Condition, isTime: boolean): string {
	const { column } = condition;
	const number = (value: number) => (isTime ? new Date(value).toISOString().replace('T00:00:00.000Z', '') : `${value}`);
	if (condition.type === 'missing') return `${column} is missing`;
	if (condition.type === 'is')
		return condition.value === '' ? `${column} is missing` : `${column} is ${condition.value}`;
	if (condition.type === 'isNot')
		return `${column} is not ${condition.values.map((value) => (value === '' ? 'missing' : value)).join(', ')}`;
	const { above, atMost, orMissing } = condition;
	const end = orMissing ? ' or is missing' : '';
	if (above === null && atMost === null) return `${column} is not missing`;
	if (above === null) return `${column} <= ${number(atMost ?? 0)}${end}`;
	if (atMost === null) return `${column} > ${number(above)}${end}`;
	return `${number(above)} < ${column} <= ${number(atMost)}${end}`;
}

/** The rule as a condition in the language of formulas, for a step that keeps rows; `true` for every row. */
export function ruleFormula(rule: SliceRule, fields: readonly Field[]): string {
	const parts = rule.map((condition) => conditionFormula(condition, fieldOf(condition, fields)));
	return parts.length === 0 ? 'true' : parts.join(' and ');
}

function conditionFormula(condition: Condition, field: Field): string {
	const name = sqlName(condition.column);
	const isText = !isNumericType(field.type) && !isTemporalType(field.type) && field.type !== 'BOOLEAN';
	const missing = isText ? `(${name} is missing or ${name} = '')` : `${name} is missing`;
	const isOne = (value: string) => {
		if (value === '') return missing;
		if (field.type === 'BOOLEAN') return value === 'true' ? name : `not ${name}`;
		return `${name} = ${isText ? sqlValue(value) : value}`;
	};
	if (condition.type === 'missing') return missing;
	if (condition.type === 'is') return isOne(condition.value);
	if (condition.type === 'isNot') {
		const others = condition.values.filter((value) => value !== '').map((value) => `not (${isOne(value)})`);
		return condition.values.includes('')
			? `(${[`not (${missing})`, ...others].join(' and ')})`
			: `(${missing} or (${others.join(' and ')}))`;
	}
	const literal = (value: number) =>
		isTemporalType(field.type) ? `'${new Date(value).toISOString().slice(0, 23).replace('T', ' ')}'` : String(value);
	const { above, atMost, orMissing } = condition;
	const bounds = [
		...(above === null ? [] : [`${name} > ${literal(above)}`]),
		...(atMost === null ? [] : [`${name} <= ${literal(atMost)}`])
	];
	if (bounds.length === 0) return orMissing ? 'true' : `${name} is not missing`;
	return orMissing ? `(${missing} or (${bounds.join(' and ')}))` : bounds.join(' and ');
}

function fieldOf({ column }: Condition, fields: readonly Field[]): Field {
	const field = fields.find(({ name }) => name === column);
	if (!field) throw new AppError('table/column-missing', { column });
	return field;
}

/** SQL for whether a row belongs, never NULL. table/column-missing when a column is not among the fields. */
export function ruleSql(rule: SliceRule, fields: readonly Field[]): string {
	const parts = rule.map((condition) => `(${conditionSql(condition, fieldOf(condition, fields))})`);
	return parts.length === 0 ? 'TRUE' : parts.join(' AND ');
}

function conditionSql(condition: Condition, field: Field): string {
	if (condition.type === 'is') return categorySql(field, [condition.value]);
	if (condition.type === 'isNot') return `NOT ${categorySql(field, condition.values)}`;
	const name = sqlName(field.name);
	const number = isTemporalType(field.type)
		? `CAST(epoch_ms(CAST(${name} AS TIMESTAMP)) AS DOUBLE)`
		: `TRY_CAST(${name} AS DOUBLE)`;
	const there = `(${number} IS NOT NULL AND isfinite(${number}))`;
	if (condition.type === 'missing') return `NOT ${there}`;
	const bounds = [
		there,
		...(condition.above === null ? [] : [`${number} > ${sqlValue(condition.above)}`]),
		...(condition.atMost === null ? [] : [`${number} <= ${sqlValue(condition.atMost)}`])
	].join(' AND ');
	return condition.orMissing ? `coalesce(${bounds}, FALSE) OR NOT ${there}` : `coalesce(${bounds}, FALSE)`;
}

/** The categories as the columns are read: missing, NaN and empty text are ''. */
function categorySql(field: Field, values: readonly string[]): string {
	const name = sqlName(field.name);
	const known = values.filter((value) => value !== '');
	const isKnown = known.length === 0 ? 'FALSE' : `coalesce(${selectionSql(field, { values: known })}, 0) = 1`;
	if (known.length === values.length) return `(${isKnown})`;
	const isMissing =
		isNumericType(field.type) && (field.type === 'DOUBLE' || field.type === 'FLOAT')
			? `${name} IS NULL OR isnan(${name})`
			: `${name} IS NULL OR CAST(${name} AS VARCHAR) = ''`;
	return `(${isKnown} OR ${isMissing})`;
}
