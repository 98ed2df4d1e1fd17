import * as v from 'valibot';
import { columnField } from '../../field';
import { defineOperation, fieldNamed } from '../../operation';
import { moveColumn } from '../../move-column';

export const moveBefore = defineOperation({
	id: 'move-before',
	group: 'columns',
	title: 'Move before a column',
	description: 'Moves a column to just before another.',
	rows: 'each',
	params: v.strictObject({ column: columnField(), other: columnField() }),
	query: ({ column, other }, input) => {
		const target = fieldNamed(input, other);
		return moveColumn(input, column, (others) => (column === other ? input : others).indexOf(target));
	},
	portable: () => new Map()
});
