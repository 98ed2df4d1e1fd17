import * as v from 'valibot';
import { numberField as numberParam } from '../../field';
import { defineOperation } from '../../operation';
import { computedColumns, seriesComputation } from './computed-series';
import { seasonFields } from './season-fields';

export const markUnusual = defineOperation({
	id: 'mark-unusual',
	group: 'series',
	title: 'Mark unusual values of a series',
	description:
		'Whether what trend and season leave of the value (by STL, or by moving means) lies more than so many standard deviations from its mean. `period` is how many rows a season has. Missing values, and those of series of fewer than two periods, are not unusual.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({ ...seasonFields, deviations: numberParam(3, { min: 0, max: 1000 }) }),
	compute: (chosen, input, row) => {
		const { method, period, deviations } = chosen;
		return seriesComputation({ name: 'unusual', method, period, deviations }, chosen, input, row);
	},
	query: (chosen, input, _fitted, { row, computed }) =>
		computedColumns('unusual', chosen, input, row, computed, (name, output) => [
			{ field: { name: `${name}_unusual`, type: 'BOOLEAN', kind: 'boolean' }, sql: `${output('value')} = 1` }
		])
});
