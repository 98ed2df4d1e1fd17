import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { isNumericType } from '../../../table/schema';
import { columnsField, optionalNumberField } from '../../field';
import { defineOperation, fieldNamed, withColumns, wantType } from '../../operation';

export const missingOutsideRange = defineOperation({
	id: 'missing-outside-range',
	group: 'values',
	title: 'Make missing outside a range',
	description: 'Makes numbers below `least` or above `most` missing; a bound left out does not bound.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		least: optionalNumberField(),
		most: optionalNumberField()
	}),
	query: ({ columns, least, most }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = wantType(fieldNamed(input, name), 'number', isNumericType);
				const x = sqlName(name);
				const out = [
					...(least === undefined ? [] : [`${x} < ${sqlValue(least)}`]),
					...(most === undefined ? [] : [`${x} > ${sqlValue(most)}`])
				];
				return {
					field,
					sql: out.length === 0 ? x : `CASE WHEN ${out.join(' OR ')} THEN NULL ELSE ${x} END`,
					from: [name]
				};
			})
		)
	})
});
