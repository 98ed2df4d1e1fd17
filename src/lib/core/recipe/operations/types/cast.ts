import * as v from 'valibot';
import { isNumericType, isTemporalType } from '../../../table/schema';
import { sqlName, sqlValue } from '../../../table/sql';
import { optionalTextField, typesField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import type { PortableGraph, PortableValue } from '../../portable';

const types = ['BIGINT', 'DOUBLE', 'VARCHAR', 'BOOLEAN', 'DATE', 'TIMESTAMP'] as const;

export const cast = defineOperation({
	id: 'cast',
	group: 'types',
	title: 'Change types',
	description:
		'Changes the types of columns: column to BIGINT, DOUBLE, VARCHAR, BOOLEAN, DATE or TIMESTAMP. What does not fit becomes missing. ' +
		'`format` says how dates are written in text, as strptime has it: %d/%m/%Y.',
	rows: 'each',
	params: v.strictObject({ columns: typesField(types), format: optionalTextField() }),
	query: ({ columns, format }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, Object.keys(columns)).map((field) => {
				const type = columns[field.name] ?? 'VARCHAR';
				const name = sqlName(field.name);
				const written = format !== undefined && format !== '' && isTemporalType(type) && field.type === 'VARCHAR';
				const value = written ? `try_strptime(${name}, ${sqlValue(format)})` : name;
				return {
					field: { name: field.name, type, kind: kindAfter(field.type, field.kind, type) },
					sql: field.type === type ? name : `TRY_CAST(${value} AS ${type})`,
					from: [field.name]
				};
			})
		)
	}),
	portable: ({ columns }, input, _fitted, graph, values) =>
		new Map(
			fieldsNamed(input, Object.keys(columns)).flatMap((field) => {
				const value = values.get(field.name);
				const made = value && castPortable(graph, value, field.type, columns[field.name] ?? 'VARCHAR');
				return made ? [[field.name, made]] : [];
			})
		)
});

function kindAfter(from: string, kind: ReturnType<typeof kindOfType>, to: string) {
	return kindOfType(from) === kindOfType(to) ? kind : kindOfType(to);
}

function castPortable(graph: PortableGraph, value: PortableValue, from: string, to: string): PortableValue | null {
	if (from === to) return value;
	if (to === 'DOUBLE' && (isNumericType(from) || from === 'BOOLEAN')) return value;
	if (to === 'BIGINT' && from === 'BOOLEAN') return value;
	if (to === 'BIGINT' && isNumericType(from) && !['FLOAT', 'DOUBLE'].includes(from) && !from.startsWith('DECIMAL'))
		return value;
	if (to === 'BOOLEAN' && isNumericType(from)) return graph.binary('not-equal', value, graph.number(0));
	return to === 'TIMESTAMP' && from === 'DATE' ? value : null;
}
