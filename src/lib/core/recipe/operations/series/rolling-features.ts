import * as v from 'valibot';
import { columnsField, numberField as numberParam } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { windowFields, windowFrom, windowOf } from '../../window';
import { sqlName } from '../../../table/sql';
import { freshName } from '../../fresh-name';
import { featureColumns, featureFields } from './feature-columns';

export const rollingFeatures = defineOperation({
	id: 'rolling-features',
	group: 'series',
	title: 'Features of a rolling window',
	description:
		'Features of the last `n` values of each row, its own counted, within its series: the minimal 8, an efficient subset, all, or those chosen. The first rows have shorter windows. Missing values are passed over.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		n: numberParam(10, { integer: true, min: 2, max: 10_000 }),
		...windowFields,
		...featureFields
	}),
	query: (params, input, _fitted, { row }) => {
		const over = windowOf(params, input, row).over(`ROWS BETWEEN ${params.n - 1} PRECEDING AND CURRENT ROW`);
		const base = freshName(input, 'window');
		const lists = params.columns.map((name, i) => ({
			name: `${name}_last_${params.n}`,
			values: finiteColumnSql(numberField(input, name)),
			list: sqlName(`${base} ${i + 1}`),
			from: [name, ...windowFrom(params)]
		}));
		const { columns, from } = featureColumns('rolling-features', params, input, lists);
		const windows = lists.map(({ values, list }) => `list(${values}) ${over} AS ${list}`);
		return {
			columns: withColumns(input, columns),
			from: (relation) => from(`(SELECT *, ${windows.join(', ')} FROM ${relation})`)
		};
	}
});
