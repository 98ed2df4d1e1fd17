import * as v from 'valibot';
import { AppError } from '../../../errors';
import { isNumericType, isTemporalType, type Field, type TableSchema } from '../../../table/schema';
import { sqlValue } from '../../../table/sql';
import { parseDate } from '../../calendar';
import { choiceField, columnsField, optionalValueField, type Value } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, numberField } from '../../number-column';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

const methods = ['mean', 'median', 'mode', 'constant'] as const;
type Method = (typeof methods)[number];

/** Values as text, numbers as JavaScript writes them; null where there was nothing to learn from. */
const StateSchema = v.strictObject({
	values: v.array(v.strictObject({ column: v.string(), value: v.nullable(v.union([v.string(), v.number()])) }))
});

export const fillMissing = defineOperation({
	id: 'fill-missing',
	group: 'missing',
	title: 'Fill missing values',
	description:
		'Fills missing values with the mean, the median or the most frequent value of the rows learned from, or with a constant `value`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		method: choiceField(methods, 'median'),
		value: optionalValueField({ field: 'method', is: ['constant'] })
	}),
	state: StateSchema,
	learns: ({ method }) => method !== 'constant',
	query: ({ columns, method, value }, input, fitted) => ({
		columns: withColumns(
			input,
			fieldsToFill(columns, method, input).map((field) => {
				const fill = method === 'constant' ? constant(field, value) : learned(fitted, field.name);
				const becomesDouble =
					isNumericType(field.type) && (method === 'mean' || method === 'median' || !Number.isInteger(fill));
				return {
					field: becomesDouble && fill !== null ? { ...asDouble(field), kind: field.kind } : field,
					sql: fillSql(field, fill, becomesDouble),
					from: [field.name]
				};
			})
		)
	}),
	fitSql: ({ columns, method }, input, from) =>
		fieldsToFill(columns, method, input)
			.map((field) => {
				const x = columnSql(field);
				const column = sqlValue(field.name);
				if (method === 'mean')
					return `SELECT ${column} AS c, avg(x) FILTER (WHERE isfinite(x)) AS v FROM (SELECT ${x} AS x FROM ${from})`;
				if (method === 'median')
					return `SELECT ${column} AS c, quantile_cont(x, 0.5) FILTER (WHERE isfinite(x)) AS v FROM (SELECT ${x} AS x FROM ${from})`;
				return (
					`SELECT ${column} AS c, x::VARCHAR AS v FROM (SELECT ${isNumericType(field.type) ? x : valueSql(field)} AS x FROM ${from}) ` +
					`WHERE x IS NOT NULL GROUP BY x ORDER BY count(*) DESC, x LIMIT 1`
				);
			})
			.map((sql) => `(${sql})`)
			.join(' UNION ALL '),
	learn: (rows, { columns, method }, input) => {
		const found = new Map(rows.map((row) => [row['c'], row['v']]));
		return {
			values: fieldsToFill(columns, method, input).map(({ name, type }) => {
				const value = found.get(name) ?? null;
				return { column: name, value: value !== null && isNumericType(type) ? Number(value) : value };
			})
		};
	},
	portable: ({ columns, method, value }, input, fitted, graph, values) =>
		new Map(
			fieldsToFill(columns, method, input).flatMap((field) => {
				const x = values.get(field.name);
				const fill = method === 'constant' ? constant(field, value) : learned(fitted, field.name);
				if (!x || fill === null) return x ? [[field.name, x]] : [];
				if (x.type === 'text') return [[field.name, graph.replace(x, [''], [String(fill)], null)]];
				const number = portableNumber(field, fill);
				return [[field.name, graph.choose(graph.isMissing(x), graph.number(number), x)]];
			})
		)
});

function fieldsToFill(columns: readonly string[], method: Method, input: TableSchema): Field[] {
	return method === 'mean' || method === 'median'
		? columns.map((name) => numberField(input, name))
		: fieldsNamed(input, columns);
}

function learned(fitted: v.InferOutput<typeof StateSchema> | null, name: string): string | number | null {
	return fitted?.values.find(({ column }) => column === name)?.value ?? null;
}

/** The constant as the column can hold it. Throws recipe/params-invalid. */
function constant(field: Field, value: Value | undefined): string | number {
	const refuse = (wanted: string) =>
		new AppError('recipe/params-invalid', {
			op: 'fill-missing',
			field: 'value',
			wanted,
			found: String(value),
			column: field.name
		});
	if (value === undefined) throw refuse('value');
	if (isNumericType(field.type)) {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isFinite(number)) throw refuse('number');
		return number;
	}
	if (field.type === 'BOOLEAN') {
		if (!['true', 'false'].includes(String(value))) throw refuse('boolean');
		return String(value);
	}
	if (isTemporalType(field.type) && parseDate(String(value)) === null) throw refuse('date');
	return String(value);
}

function fillSql(field: Field, fill: string | number | null, becomesDouble: boolean): string {
	const x = valueSql(field);
	if (fill === null) return x;
	if (becomesDouble) return `coalesce(${columnSql(field)}, ${sqlValue(fill)})`;
	return `coalesce(${x}, ${sqlValue(typeof fill === 'number' ? String(fill) : fill)}::${field.type})`;
}

function portableNumber(field: Field, fill: string | number): number | null {
	if (typeof fill === 'number') return fill;
	if (field.type === 'BOOLEAN') return fill === 'true' ? 1 : 0;
	return parseDate(fill);
}
