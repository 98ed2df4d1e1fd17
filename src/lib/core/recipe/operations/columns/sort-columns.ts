import * as v from 'valibot';
import { choiceField } from '../../field';
import { defineOperation, passColumn } from '../../operation';
import { compareCategories } from '../../categories';

export const sortColumns = defineOperation({
	id: 'sort-columns',
	group: 'columns',
	title: 'Order columns by name',
	description: 'Puts the columns in the order of their names, by code point.',
	rows: 'each',
	params: v.strictObject({ direction: choiceField(['ascending', 'descending'], 'ascending') }),
	query: ({ direction }, input) => {
		const ordered = [...input].sort((a, b) => compareCategories(a.name, b.name));
		return { columns: (direction === 'descending' ? ordered.reverse() : ordered).map(passColumn) };
	},
	portable: () => new Map()
});
