import * as v from 'valibot';
import { defineOperation } from '../../operation';
import { computedColumns, seriesComputation } from './computed-series';
import { seasonFields } from './season-fields';

export const decomposeSeries = defineOperation({
	id: 'decompose-series',
	group: 'series',
	title: 'Trend, season and the rest',
	description:
		'Takes each series apart into columns `_trend`, `_seasonal` and `_residual`, which add up to the value: by STL (robust LOESS), or by moving means. `period` is how many rows a season has. Gaps are bridged for it, their residual is missing; series of fewer than two periods are all missing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject(seasonFields),
	compute: (chosen, input, row) => {
		const { method, period } = chosen;
		return seriesComputation({ name: 'season', method, period }, chosen, input, row);
	},
	query: (chosen, input, _fitted, { row, computed }) =>
		computedColumns('season', chosen, input, row, computed, (name, output) =>
			['trend', 'seasonal', 'residual'].map((part) => ({
				field: { name: `${name}_${part}`, type: 'DOUBLE', kind: 'numeric' as const },
				sql: output(part)
			}))
		)
});
