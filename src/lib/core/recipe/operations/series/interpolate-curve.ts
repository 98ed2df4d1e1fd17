import * as v from 'valibot';
import { choiceField, columnsField } from '../../field';
import { asDouble, numberField } from '../../number-column';
import { defineOperation } from '../../operation';
import { windowFields } from '../../window';
import { computedColumns, seriesComputation } from './computed-series';

export const interpolateCurve = defineOperation({
	id: 'interpolate-curve',
	group: 'series',
	title: 'Interpolate on a curve',
	description:
		'Fills missing numbers on a smooth curve through the others, by the distances along the order (a date, a number, else the rows): a cubic spline, Akima’s, or one that rises and falls only where the values do. Before the first and after the last value they stay missing.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		curve: choiceField(['monotone', 'akima', 'spline'], 'monotone'),
		...windowFields
	}),
	compute: (chosen, input, row) => seriesComputation({ name: 'curve', method: chosen.curve }, chosen, input, row),
	query: (chosen, input, _fitted, { row, computed }) =>
		computedColumns('curve', chosen, input, row, computed, (name, output) => [
			{ field: asDouble(numberField(input, name)), sql: output('value') }
		])
});
