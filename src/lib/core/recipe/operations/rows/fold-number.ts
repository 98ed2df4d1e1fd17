import * as v from 'valibot';
import { optionalColumnField, initialNameField, numberField } from '../../field';
import { defineOperation, fieldNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';
import { turnSql } from '../../turn';

export const foldNumber = defineOperation({
	id: 'fold-number',
	group: 'rows',
	title: 'Number of a fold',
	description:
		'Adds a number from 1 to `folds` at random, the folds as alike in size as can be; with `by`, each of its values is spread over the folds alike. For cross-validation.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		folds: numberField(5, { integer: true, min: 2, max: 1000 }),
		by: optionalColumnField('any'),
		seed: numberField(0, { integer: true, min: 0 }),
		name: initialNameField('fold')
	}),
	query: ({ folds, by, seed, name }, input, _fitted, { row }) => {
		const order = [
			...(by === undefined ? [] : [`${valueSql(fieldNamed(input, by))} NULLS LAST`]),
			turnSql(seed, row),
			row
		];
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BIGINT', kind: 'ordinal' },
					sql: `(row_number() OVER (ORDER BY ${order.join(', ')}) - 1) % ${folds} + 1`,
					from: by === undefined ? [] : [by]
				}
			])
		};
	},
	portable: () => new Map()
});
