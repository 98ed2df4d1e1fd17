import * as v from 'valibot';
import { columnField, initialNameField } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFrom } from '../../window';
import { rollingFields, rollingOf } from './rolling-values';

export const rollingCorrelation = defineOperation({
	id: 'rolling-correlation',
	group: 'windows',
	title: 'Rolling correlation',
	description:
		'The Pearson correlation of two columns in the window that moves with the row. Rows where either is missing are not counted; missing where one of them does not vary.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		column: columnField('number'),
		other: columnField('number'),
		...rollingFields,
		name: initialNameField('rolling_correlation')
	}),
	query: (chosen, input, _fitted, { row }) => {
		const [x, y] = [chosen.column, chosen.other].map((name) => finiteColumnSql(numberField(input, name)));
		const { over, placed } = rollingOf('rolling-correlation', chosen, input, row);
		const enough = `${placed === null ? '' : `${placed} AND `}regr_count(${x}, ${y}) ${over} >= ${chosen.least}`;
		return {
			columns: withColumns(input, [
				{
					field: { name: chosen.name, type: 'DOUBLE', kind: 'numeric' },
					sql: `CASE WHEN ${enough} THEN nullif(corr(${x}, ${y}) ${over}, 'nan'::DOUBLE) END`,
					from: [chosen.column, chosen.other, ...windowFrom(chosen)]
				}
			])
		};
	}
});
