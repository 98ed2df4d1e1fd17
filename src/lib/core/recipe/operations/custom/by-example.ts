import * as v from 'valibot';
import { columnsRead, programSql } from '../../../example/program';
import { nameField, programField } from '../../field';
import { defineOperation, fieldsNamed, withColumns } from '../../operation';

export const byExample = defineOperation({
	id: 'by-example',
	group: 'custom',
	title: 'Fill by example',
	description:
		'Makes a text column by a program that was found from two or three results: pieces of other columns, dates written another way, and ' +
		'constants, joined. Where a piece finds nothing the result is missing.',
	rows: 'each',
	params: v.strictObject({ program: programField(), name: nameField() }),
	query: ({ program, name }, input) => {
		const columns = columnsRead(program);
		fieldsNamed(input, columns);
		return {
			columns: withColumns(input, [
				{ field: { name, type: 'VARCHAR', kind: 'text' }, sql: programSql(program), from: columns }
			])
		};
	}
});
