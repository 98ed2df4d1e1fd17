import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { isNumericType } from '../../../table/schema';
import { columnField, optionalNumberField } from '../../field';
import { defineOperation, fieldNamed, passColumn, wantType } from '../../operation';
import { finiteColumnSql } from '../../number-column';

export const keepInRange = defineOperation({
	id: 'keep-in-range',
	group: 'rows',
	title: 'Keep rows in a range',
	description:
		'Keeps the rows whose number is from `least` to `most`, both with it; a bound left out does not bound. Missing is in no range.',
	rows: 'fewer',
	params: v.strictObject({ column: columnField('number'), least: optionalNumberField(), most: optionalNumberField() }),
	query: ({ column, least, most }, input) => {
		const x = finiteColumnSql(wantType(fieldNamed(input, column), 'number', isNumericType));
		const parts = [
			`${x} IS NOT NULL`,
			...(least === undefined ? [] : [`${x} >= ${sqlValue(least)}`]),
			...(most === undefined ? [] : [`${x} <= ${sqlValue(most)}`])
		];
		return { columns: input.map(passColumn), where: parts.join(' AND ') };
	},
	portable: () => new Map()
});
