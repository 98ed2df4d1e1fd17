import * as v from 'valibot';
import { isTemporalType, type Field } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { columnsField, optionalValueField, valuesField, type Value } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { storedValue, valueToStore } from '../../stored-value';
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
				const olds = from.flatMap((value) => storedValue(field, value) ?? []);
				const next = to === undefined ? 'NULL' : valueToStore('replace-value', 'to', field, to);
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
