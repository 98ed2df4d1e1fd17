import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { madeOf } from '../../made-of';
import { booleanField, choiceField, columnsField, initialNameField } from '../../field';
import { toJsonSql } from '../../json-text';
import { defineOperation, fieldsNamed } from '../../operation';

export const toJson = defineOperation({
	id: 'to-json',
	group: 'nested',
	title: 'Columns to JSON',
	description:
		'Writes several columns as one JSON object a row, lists and structures within it; dates as ISO text. Missing values, and numbers that are ' +
		'not finite, are null or left out.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField(),
		name: initialNameField('json'),
		missing: choiceField(['null', 'omit'], 'null'),
		keep: booleanField(true)
	}),
	query: ({ columns, name, missing, keep }, input) => {
		const members = fieldsNamed(input, columns).map((field) => {
			const value = toJsonSql(sqlName(field.name), field.type);
			const member = `${sqlValue(`${JSON.stringify(field.name)}:`)} || ${value}`;
			return missing === 'null' ? member : `CASE WHEN ${value} <> 'null' THEN ${member} END`;
		});
		return {
			columns: madeOf(
				input,
				{
					field: { name, type: 'VARCHAR', kind: 'text' },
					sql: `'{' || coalesce(array_to_string([${members.join(', ')}], ','), '') || '}'`,
					from: columns
				},
				keep
			)
		};
	}
});
