import * as v from 'valibot';
import { AppError } from '../../../errors';
import { isNumericType, isTemporalType, type Field } from '../../../table/schema';
import { sqlName, sqlValue } from '../../../table/sql';
import { columnsField, optionalValueField, valuesField, type Value } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

export const replaceValue = defineOperation({
	id: 'replace-value',
	group: 'values',
	title: 'Replace values',
	description: 'Replaces the values in `from` by `to`, or makes them missing when `to` is left out: ? to missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), from: valuesField(), to: optionalValueField() }),
	query: ({ columns, from, to }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => {
				const name = sqlName(field.name);
				const olds = from.flatMap((value) => asStored(field, value) ?? []);
				const next = to === undefined ? 'NULL' : target(field, to);
				return {
					field,
					sql: olds.length === 0 ? name : `CASE WHEN ${name} IN (${olds.join(', ')}) THEN ${next} ELSE ${name} END`,
					from: [field.name]
				};
			})
		)
	}),
	portable: ({ columns, from, to }, input, _fitted, graph, values) =>
		new Map(
			fieldsNamed(input, columns).flatMap((field) => {
				const x = values.get(field.name);
				const made = x && replacePortable(graph, x, field, from, to);
				return made ? [[field.name, made]] : [];
			})
		)
});

/** A value as SQL of the column's type; null when the column cannot hold it, so it is nowhere in it. */
function asStored(field: Field, value: Value): string | null {
	if (isNumericType(field.type)) {
		const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
		if (typeof number !== 'number' || !Number.isFinite(number)) return null;
		return Number.isInteger(number) ? `${sqlValue(String(number))}::${field.type}` : sqlValue(number);
	}
	if (field.type === 'VARCHAR') return sqlValue(String(value));
	if (field.type === 'BOOLEAN') return ['true', 'false'].includes(String(value)) ? String(value).toUpperCase() : null;
	return `TRY_CAST(${sqlValue(String(value))} AS ${field.type})`;
}

function target(field: Field, to: Value): string {
	const stored = asStored(field, to);
	if (stored === null || (isNumericType(field.type) && !stored.includes('::')))
		throw new AppError('recipe/params-invalid', {
			op: 'replace-value',
			field: 'to',
			wanted: field.type,
			found: String(to),
			column: field.name
		});
	return stored;
}

function replacePortable(
	graph: PortableGraph,
	x: PortableValue,
	field: Field,
	from: readonly Value[],
	to: Value | undefined
): PortableValue | null {
	if (x.type === 'text') {
		const keys = [...new Set(from.map(String))];
		return graph.replace(
			x,
			keys,
			keys.map(() => (to === undefined ? '' : String(to))),
			null
		);
	}
	if (isTemporalType(field.type)) return null;
	const number = (value: Value) => (value === 'true' || value === true ? 1 : value === 'false' ? 0 : Number(value));
	const next = graph.number(to === undefined ? null : number(to));
	return from
		.map(number)
		.filter(Number.isFinite)
		.reduce((rest, value) => graph.choose(graph.binary('equal', x, graph.number(value)), next, rest), x);
}
