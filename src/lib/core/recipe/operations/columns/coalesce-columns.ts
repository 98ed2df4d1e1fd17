import * as v from 'valibot';
import { columnsField, initialNameField } from '../../field';
import { defineOperation, fieldsNamed, passColumn, withColumns, wantType } from '../../operation';
import { valueSql } from '../../value-column';

export const coalesceColumns = defineOperation({
	id: 'coalesce-columns',
	group: 'columns',
	title: 'First value that is there',
	description: 'Takes the first value that is not missing, in the order of the columns, which have to be of one type.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), name: initialNameField('first') }),
	query: ({ columns, name }, input) => {
		const [first, ...others] = fieldsNamed(input, columns);
		if (!first) return { columns: input.map(passColumn) };
		for (const other of others) wantType(other, first.type, (type) => type === first.type);
		return {
			columns: withColumns(input, [
				{ field: { ...first, name }, sql: `coalesce(${[first, ...others].map(valueSql).join(', ')})`, from: columns }
			])
		};
	}
});
