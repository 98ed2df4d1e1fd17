import * as v from 'valibot';
import { columnsField, initialNameField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

export const addRowKey = defineOperation({
	id: 'add-row-key',
	group: 'columns',
	title: 'Key of a row',
	description:
		'Adds the MD5 of the columns named, written as a UUID: rows that agree in them have the same key, on every machine. Missing counts as a value of its own.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), name: initialNameField('key') }),
	query: ({ columns, name }, input) => {
		const parts = fieldsNamed(input, columns).map(
			(field) => `coalesce('=' || replace(replace(${valueSql(field)}::VARCHAR, '\\', '\\\\'), '|', '\\|'), '-')`
		);
		const digest = `md5(${parts.join(" || '|' || ")})`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'identifier' },
					sql: `regexp_replace(${digest}, '^(.{8})(.{4})(.{4})(.{4})', '\\1-\\2-\\3-\\4-')`,
					from: columns
				}
			])
		};
	}
});
