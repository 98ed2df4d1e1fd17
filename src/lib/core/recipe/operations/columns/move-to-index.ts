import * as v from 'valibot';
import { columnField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { moveColumn } from '../../move-column';

export const moveToIndex = defineOperation({
	id: 'move-to-index',
	group: 'columns',
	title: 'Move to a place',
	description: 'Moves a column to place `place`, counted from 1.',
	rows: 'each',
	params: v.strictObject({ column: columnField(), place: numberField(1, { integer: true, min: 1, max: 100_000 }) }),
	query: ({ column, place }, input) => moveColumn(input, column, () => place - 1),
	portable: () => new Map()
});
