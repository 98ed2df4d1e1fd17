import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { combinationsSql } from '../../combinations';
import { columnsField, optionalNumberField } from '../../field';
import { defineOperation, fieldsNamed, type OutputColumn } from '../../operation';
import { valueToStore } from '../../stored-value';

export const completeCombinations = defineOperation({
	id: 'complete-combinations',
	group: 'tables',
	title: 'Complete missing combinations',
	description:
		'Adds a row for every combination of the values of some columns that no row has, so that each stands at least once: every product in every ' +
		'month. Missing is a value like others. In the added rows, which come behind, the other columns are missing, or numbers are `fill`.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField(), fill: optionalNumberField() }),
	query: ({ columns, fill }, input, _fitted, { row }) => {
		fieldsNamed(input, columns);
		const { sql, value, order } = combinationsSql(columns, row);
		return {
			columns: input.map((field): OutputColumn => {
				const at = columns.indexOf(field.name);
				const own = `"rows".${sqlName(field.name)}`;
				if (at >= 0) return { field, sql: value(at), from: [field.name] };
				const filled =
					fill === undefined || !isNumericType(field.type)
						? own
						: `CASE WHEN ${row} IS NULL THEN ${valueToStore('complete-combinations', 'fill', field, fill)} ELSE ${own} END`;
				return { field, sql: filled, from: [field.name] };
			}),
			from: (relation) =>
				`${sql(relation)} LEFT JOIN ${relation} AS "rows" ON ${columns
					.map((name, i) => `"rows".${sqlName(name)} IS NOT DISTINCT FROM ${value(i)}`)
					.join(' AND ')}`,
			orderBy: [`${row} NULLS LAST`, ...order]
		};
	}
});
