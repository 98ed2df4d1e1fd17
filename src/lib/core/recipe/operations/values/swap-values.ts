import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField, filledTextField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { storedValue } from '../../stored-value';

export const swapValues = defineOperation({
	id: 'swap-values',
	group: 'values',
	title: 'Swap two values',
	description: 'Writes each of two values for the other.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), one: filledTextField('yes'), other: filledTextField('no') }),
	query: ({ columns, one, other }, input) => ({
		columns: withColumns(
			input,
			fieldsNamed(input, columns).map((field) => {
				const x = sqlName(field.name);
				const [first, second] = [storedValue(field, one), storedValue(field, other)];
				return {
					field,
					sql:
						first === null || second === null
							? x
							: `CASE ${x} WHEN ${first} THEN ${second} WHEN ${second} THEN ${first} ELSE ${x} END`,
					from: [field.name]
				};
			})
		)
	})
});
