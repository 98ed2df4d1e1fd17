import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField, choiceField, replacementsField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { storedValue, valueToStore } from '../../stored-value';

export const mapValues = defineOperation({
	id: 'map-values',
	group: 'values',
	title: 'Map values',
	description:
		'Replaces values by a table, old to new; values that are not in it stay, or become missing. What the column cannot hold is in it nowhere.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		values: replacementsField(),
		others: choiceField(['keep', 'missing'], 'keep')
	}),
	query: ({ columns, values, others }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => {
				const x = sqlName(field.name);
				const cases = Object.entries(values).flatMap(([from, to]) => {
					const old = storedValue(field, from);
					return old === null ? [] : [`WHEN ${x} = ${old} THEN ${valueToStore('map-values', 'values', field, to)}`];
				});
				const rest = others === 'keep' ? x : `NULL::${field.type}`;
				return {
					field,
					sql: cases.length === 0 ? rest : `CASE ${cases.join(' ')} ELSE ${rest} END`,
					from: [field.name]
				};
			})
		)
	})
});
