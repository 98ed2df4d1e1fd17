import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { elementOf, listColumn } from '../../each-list';
import { columnsField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const explodeTogether = defineOperation({
	id: 'explode-together',
	group: 'nested',
	title: 'Explode several lists together',
	description:
		'One row for each place of several lists: their first elements in one row, their second in the next; where a list is shorter its value ' +
		'is missing. A row whose lists are all missing or empty stays one row.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField('list') }),
	query: ({ columns }, input, _fitted, { row }) => {
		const fields = columns.map((column) => listColumn(input, column));
		const lengths = fields.map(({ name }) => `len(${sqlName(name)})`).join(', ');
		return {
			columns: withColumns(
				input,
				fields.map(({ name, type }) => {
					const element = elementOf(type);
					return {
						field: { name, type: element, kind: kindOfType(element) },
						sql: `${sqlName(name)}["__place"]`,
						from: [name]
					};
				})
			),
			from: (relation) =>
				`(SELECT *, unnest(generate_series(1, greatest(1, ${lengths}))) AS "__place" FROM ${relation})`,
			orderBy: [row, '"__place"']
		};
	}
});
