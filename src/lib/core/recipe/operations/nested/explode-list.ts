import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { elementOf, listColumn } from '../../each-list';
import { choiceField, columnField, intoField } from '../../field';
import { kindOfType } from '../../number-column';
import { defineOperation } from '../../operation';
import { unfold } from '../../unfold';

export const explodeList = defineOperation({
	id: 'explode-list',
	group: 'nested',
	title: 'Explode a list into rows',
	description:
		'One row for each element of a list, in order, the other columns repeated; with `position`, a column of the places of the elements, from ' +
		'1. A missing or empty list stays one row with a missing value, or is dropped.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		column: columnField('list'),
		position: intoField(),
		empty: choiceField(['keep', 'drop'], 'keep')
	}),
	query: ({ column, position, empty }, input, _fitted, { row }) => {
		const type = elementOf(listColumn(input, column).type);
		const list = sqlName(column);
		const query = unfold(input, row, {
			field: { name: column, type, kind: kindOfType(type) },
			from: [column],
			list,
			...(position !== undefined && { position })
		});
		return empty === 'keep' ? query : { ...query, where: `len(${list}) > 0` };
	}
});
