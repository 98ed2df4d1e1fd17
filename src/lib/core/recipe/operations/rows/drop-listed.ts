import * as v from 'valibot';
import { columnField, valuesField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';
import { listedSql } from '../../listed';

export const dropListed = defineOperation({
	id: 'drop-listed',
	group: 'rows',
	title: 'Drop listed rows',
	description: 'Drops the rows whose value is one of `values`; rows with a missing value stay.',
	rows: 'fewer',
	params: v.strictObject({ column: columnField(), values: valuesField() }),
	query: ({ column, values }, input) => ({
		columns: input.map(passColumn),
		where: `NOT ${listedSql(fieldNamed(input, column), values)}`
	}),
	portable: () => new Map()
});
