import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnField, numberField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';
import { valueSql } from '../../value-column';
import { turnSql } from '../../turn';

export const stratifiedSample = defineOperation({
	id: 'stratified-sample',
	group: 'rows',
	title: 'Stratified sample',
	description:
		'Keeps the share `share` of the rows of each value of a column at random, missing being one of them; at least one row of each.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		column: columnField(),
		share: numberField(0.1, { min: 0, max: 1 }),
		seed: numberField(0, { integer: true, min: 0 })
	}),
	query: ({ column, share, seed }, input, _fitted, { row }) => {
		const key = valueSql(fieldNamed(input, column));
		return {
			columns: input.map(passColumn),
			qualify: `row_number() OVER (PARTITION BY ${key} ORDER BY ${turnSql(seed, row)}, ${row}) <= greatest(round(count(*) OVER (PARTITION BY ${key}) * ${sqlValue(share)}), 1)`
		};
	},
	portable: () => new Map()
});
