import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField, optionalValueField, valuesField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueToStore } from '../../stored-value';
import { listedSql } from '../../listed';

export const replaceUnlisted = defineOperation({
	id: 'replace-unlisted',
	group: 'values',
	title: 'Replace values outside a list',
	description:
		'Replaces the values that are not among `values` by `to`, or makes them missing when it is left out. Missing values stay.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), values: valuesField(), to: optionalValueField() }),
	query: ({ columns, values, to }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => {
				const x = sqlName(field.name);
				const next = to === undefined ? `NULL::${field.type}` : valueToStore('replace-unlisted', 'to', field, to);
				return {
					field,
					sql: `CASE WHEN ${x} IS NULL OR ${listedSql(field, values)} THEN ${x} ELSE ${next} END`,
					from: [field.name]
				};
			})
		)
	})
});
