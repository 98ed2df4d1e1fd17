import * as v from 'valibot';
import { columnField } from '../../field';
import { defineOperation, fieldNamed } from '../../operation';
import { moveColumn } from '../../move-column';

export const moveAfter = defineOperation({
	id: 'move-after',
	group: 'columns',
	title: 'Move after a column',
	description: 'Moves a column to just after another.',
	rows: 'each',
	params: v.strictObject({ column: columnField(), other: columnField() }),
	query: ({ column, other }, input) => {
		const target = fieldNamed(input, other);
		return moveColumn(input, column, (others) =>
			column === other ? input.indexOf(target) : others.indexOf(target) + 1
		);
	},
	portable: () => new Map()
});
