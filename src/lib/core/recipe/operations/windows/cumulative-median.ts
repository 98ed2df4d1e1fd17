import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField, textField } from '../../field';
import { freshName } from '../../fresh-name';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf, windowSql } from '../../window';

export const cumulativeMedian = defineOperation({
	id: 'cumulative-median',
	group: 'windows',
	title: 'Cumulative median',
	description:
		'The median of the values of its group up to this row. A missing value adds nothing; its row has what it came to so far.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		...windowFields,
		suffix: textField('_cumulative_median')
	}),
	query: (chosen, input, _fitted, { row }) => {
		const { groups, places, sofar } = windowOf(chosen, input, row);
		const base = freshName(input, 'median');
		const medians = chosen.columns.map((name, i) => {
			const field = numberField(input, name);
			return { field, x: finiteColumnSql(field), median: sqlName(`${base} ${i + 1}`) };
		});
		return {
			columns: withColumns(
				input,
				medians.map(({ field, x, median }) => ({
					field: { ...asDouble(field), name: `${field.name}${chosen.suffix}` },
					sql: `last_value(CASE WHEN ${x} IS NOT NULL THEN ${median} END IGNORE NULLS) ${sofar}`,
					from: [field.name, ...windowFrom(chosen)]
				}))
			),
			// medians of a growing frame that holds missing values take the square of its length
			from: (relation) =>
				`(SELECT *, ${medians.map(({ x, median }) => `median(${x}) ${windowSql([...groups, `${x} IS NULL`], places).sofar} AS ${median}`).join(', ')} FROM ${relation})`
		};
	}
});
