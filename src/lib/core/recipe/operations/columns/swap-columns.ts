import * as v from 'valibot';
import { columnField } from '../../field';
import { defineOperation, fieldNamed, passColumn } from '../../operation';

export const swapColumns = defineOperation({
	id: 'swap-columns',
	group: 'columns',
	title: 'Swap two columns',
	description: 'Two columns take each other’s place; their names go with them.',
	rows: 'each',
	params: v.strictObject({ column: columnField(), other: columnField() }),
	query: ({ column, other }, input) => {
		const [one, two] = [fieldNamed(input, column), fieldNamed(input, other)];
		return { columns: input.map((field) => passColumn(field === one ? two : field === two ? one : field)) };
	},
	portable: () => new Map()
});
