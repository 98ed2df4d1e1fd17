import * as v from 'valibot';
import { columnsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const select = defineOperation({
	id: 'select',
	group: 'columns',
	title: 'Keep columns',
	description: 'Keeps the columns named, in that order, and drops the rest.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField() }),
	query: ({ columns }, input) => ({ columns: fieldsNamed(input, columns).map(passColumn) }),
	portable: () => new Map()
});
