import * as v from 'valibot';
import { columnsField, numberField as numberParam, textField } from '../../field';
import { defineOperation } from '../../operation';
import { windowFields } from '../../window';
import { computedColumns, seriesComputation } from './computed-series';

export const smoothLocally = defineOperation({
	id: 'smooth-locally',
	group: 'series',
	title: 'Smooth by local lines',
	description:
		'Each value becomes that of a straight line through the rows around it, the nearer the heavier (LOESS, tricube weights). Missing values weigh nothing, and get a value.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		n: numberParam(15, { integer: true, min: 3, max: 10_001 }),
		...windowFields,
		suffix: textField('_smooth')
	}),
	compute: (chosen, input, row) => seriesComputation({ name: 'local-line', span: chosen.n }, chosen, input, row),
	query: (chosen, input, _fitted, { row, computed }) =>
		computedColumns('local-line', chosen, input, row, computed, (name, output) => [
			{ field: { name: `${name}${chosen.suffix}`, type: 'DOUBLE', kind: 'numeric' }, sql: output('value') }
		])
});
