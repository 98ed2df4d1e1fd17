import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { type TableSchema, type Field } from '../../../table/schema';
import { optionalColumnsField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { textColumn } from '../../each-text';
import { isMatch } from '../../text-pattern';
import { kindOfType } from '../../number-column';

const narrow = ['BIGINT', 'DOUBLE', 'BOOLEAN', 'DATE', 'TIMESTAMP'] as const;
export const inferTypes = defineOperation({
	id: 'infer-types',
	group: 'types',
	title: 'Find types of text columns',
	description:
		'Finds for each text column the narrowest type that all values of the rows learned from fit: whole number, number, true or false, date, date and time; else it stays text. Numbers with leading zeros stay text. What does not fit later becomes missing.',
	rows: 'each',
	params: v.strictObject({ columns: optionalColumnsField('text') }),
	state: v.strictObject({ types: v.array(v.strictObject({ column: v.string(), type: v.picklist(narrow) })) }),
	query: (_params, input, fitted) => ({
		columns: withColumns(
			input,
			(fitted?.types ?? []).map(({ column, type }) => ({
				field: { name: textColumn(input, column).name, type, kind: kindOfType(type) },
				sql: `TRY_CAST(trim(${sqlName(column)}) AS ${type})`,
				from: [column]
			}))
		)
	}),
	fitSql: ({ columns }, input, from) => {
		const texts = textFields(input, columns);
		return `SELECT 0 AS none${texts.flatMap(({ name }, i) => narrow.map((type, j) => `, (count(${sqlName(name)}) > 0 AND coalesce(bool_and(${fits(sqlName(name), type)}), FALSE))::INTEGER AS n${i}_${j}`)).join('')} FROM ${from}`;
	},
	learn: ([row], { columns }, input) => ({
		types: textFields(input, columns).flatMap(({ name }, i) => {
			const type = narrow.find((_, j) => Number(row?.[`n${i}_${j}`] ?? 0) === 1);
			return type ? [{ column: name, type }] : [];
		})
	})
});

function textFields(input: TableSchema, columns: readonly string[] | undefined): readonly Field[] {
	return columns ? columns.map((name) => textColumn(input, name)) : input.filter(({ type }) => type === 'VARCHAR');
}

function fits(x: string, type: (typeof narrow)[number]): string {
	const shape = {
		BIGINT: '[-+]?(?:0|[1-9][0-9]{0,18})',
		DOUBLE: '[-+]?(?:(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?',
		BOOLEAN: '(?i)true|false',
		DATE: '[0-9]{4}-[0-9]{2}-[0-9]{2}',
		TIMESTAMP: '[0-9]{4}-[0-9]{2}-[0-9]{2}(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]+)?)?)?'
	}[type];
	return `(${x} IS NULL OR (${isMatch(`trim(${x})`, shape)} AND TRY_CAST(trim(${x}) AS ${type}) IS NOT NULL))`;
}
