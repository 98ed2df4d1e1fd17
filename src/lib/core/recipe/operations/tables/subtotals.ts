import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { aggregateColumns } from '../../aggregate';
import { aggregatesField, choiceField, columnsField, initialNameField, numberField, textField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const subtotals = defineOperation({
	id: 'subtotals',
	group: 'tables',
	title: 'Group with subtotals',
	description:
		'Groups and aggregates as `group-by` does, with rows of subtotals behind: for each column less, from the last (rollup), for every set of ' +
		'the columns (cube), or for all rows alone (total). In a row of subtotals the columns that are summed over are missing, and the column ' +
		'`name` says how many they are: 0 for a group itself.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		by: columnsField(),
		aggregates: aggregatesField(),
		levels: choiceField(['rollup', 'cube', 'total'], 'rollup'),
		name: initialNameField('summed_over'),
		quantile: numberField(0.9, { min: 0, max: 1 }),
		delimiter: textField(', ')
	}),
	query: ({ by, aggregates, levels, name, quantile, delimiter }, input, _fitted, { row }) => {
		const keys = by.map(sqlName).join(', ');
		const over = `bit_count(grouping(${keys}))`;
		return {
			columns: [
				...fieldsNamed(input, by).map(passColumn),
				{ field: { name, type: 'BIGINT', kind: 'numeric' }, sql: `${over}::BIGINT`, from: by },
				...aggregateColumns(aggregates, input, { row, quantile, delimiter })
			],
			groupBy: [levels === 'total' ? `GROUPING SETS ((${keys}), ())` : `${levels.toUpperCase()} (${keys})`],
			orderBy: [over]
		};
	}
});
