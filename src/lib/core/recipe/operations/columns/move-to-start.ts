import * as v from 'valibot';
import { columnField } from '../../field';
import { defineOperation } from '../../operation';
import { moveColumn } from '../../move-column';

export const moveToStart = defineOperation({
	id: 'move-to-start',
	group: 'columns',
	title: 'Move to the start',
	description: 'Moves a column before all others.',
	rows: 'each',
	params: v.strictObject({ column: columnField() }),
	query: ({ column }, input) => moveColumn(input, column, () => 0),
	portable: () => new Map()
});
