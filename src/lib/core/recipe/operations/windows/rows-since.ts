import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { formulaField, initialNameField } from '../../field';
import { checkFormula, columnsOf } from '../../formula/check';
import { formulaSql } from '../../formula/compile';
import { freshName } from '../../fresh-name';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';

export const rowsSince = defineOperation({
	id: 'rows-since',
	group: 'windows',
	title: 'Rows since',
	description:
		'How many rows of its group ago a condition last held: 0 where it holds, missing before it has ever held. A missing condition does not hold.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		condition: formulaField('boolean'),
		...windowFields,
		name: initialNameField('rows_since')
	}),
	query: (chosen, input, _fitted, { row }) => {
		const condition = checkFormula(chosen.condition, input, 'boolean');
		const window = windowOf(chosen, input, row);
		const place = sqlName(freshName(input, 'place in group'));
		return {
			columns: withColumns(input, [
				{
					field: { name: chosen.name, type: 'BIGINT', kind: 'numeric' },
					sql: `${place} - max(${place}) FILTER (${formulaSql(condition)}) ${window.sofar}`,
					from: [...columnsOf(condition), ...windowFrom(chosen)]
				}
			]),
			from: (relation) => `(SELECT *, row_number() ${window.over()} AS ${place} FROM ${relation})`
		};
	}
});
