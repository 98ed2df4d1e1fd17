import * as v from 'valibot';
import { columnField, valuesField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';
import { listedSql } from '../../listed';

export const keepListed = defineOperation({
	id: 'keep-listed',
	group: 'rows',
	title: 'Keep listed rows',
	description: 'Keeps the rows whose value is one of `values`.',
	rows: 'fewer',
	params: v.strictObject({ column: columnField(), values: valuesField() }),
	query: ({ column, values }, input) => ({
		columns: input.map(passColumn),
		where: listedSql(fieldNamed(input, column), values)
	}),
	portable: () => new Map()
});
