import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField, optionalValueField, formulaField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { checkFormula, columnsOf } from '../../formula/check';
import { formulaSql } from '../../formula/compile';
import { valueToStore } from '../../stored-value';

export const setWhere = defineOperation({
	id: 'set-where',
	group: 'values',
	title: 'Set where',
	description: 'Writes `value` into columns in the rows for which the condition holds.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), condition: formulaField('boolean'), value: optionalValueField() }),
	query: ({ columns, condition, value }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => {
				const x = sqlName(field.name);
				const checked = checkFormula(condition, input, 'boolean');
				const next = value === undefined ? 'NULL' : valueToStore('set-where', 'value', field, value);
				return {
					field,
					sql: `CASE WHEN ${formulaSql(checked)} THEN ${next} ELSE ${x} END`,
					from: [field.name, ...columnsOf(checked)]
				};
			})
		)
	})
});
