import * as v from 'valibot';
import { columnField, optionalColumnField, choiceField, numberField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';

export const topRows = defineOperation({
	id: 'top-rows',
	group: 'rows',
	title: 'Top rows',
	description:
		'Keeps the `count` rows with the largest or smallest values of a column, of each value of `per` if it is given; missing values are never among them.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		column: columnField(),
		count: numberField(10, { integer: true, min: 1, max: 1_000_000_000 }),
		direction: choiceField(['largest', 'smallest'], 'largest'),
		per: optionalColumnField('any')
	}),
	query: ({ column, count, direction, per }, input, _fitted, { row }) => {
		const x = valueSql(fieldNamed(input, column));
		const partition = per === undefined ? '' : `PARTITION BY ${valueSql(fieldNamed(input, per))} `;
		return {
			columns: input.map(passColumn),
			where: `${x} IS NOT NULL`,
			qualify: `row_number() OVER (${partition}ORDER BY ${x} ${direction === 'largest' ? 'DESC' : 'ASC'}, ${row}) <= ${count}`
		};
	},
	portable: () => new Map()
});
