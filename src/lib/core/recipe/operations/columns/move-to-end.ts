import * as v from 'valibot';
import { columnField } from '../../field';
import { defineOperation } from '../../operation';
import { moveColumn } from '../../move-column';

export const moveToEnd = defineOperation({
	id: 'move-to-end',
	group: 'columns',
	title: 'Move to the end',
	description: 'Moves a column behind all others.',
	rows: 'each',
	params: v.strictObject({ column: columnField() }),
	query: ({ column }, input) => moveColumn(input, column, (others) => others.length),
	portable: () => new Map()
});
