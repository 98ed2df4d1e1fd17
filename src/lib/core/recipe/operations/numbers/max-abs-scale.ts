import * as v from 'valibot';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { aggregatesSql, learnScales, scalePortable, scaleQuery, ScalesSchema } from './linear-scale';

export const maxAbsScale = defineOperation({
	id: 'max-abs-scale',
	group: 'numbers',
	title: 'Scale by the largest size',
	description: 'Divides by the largest absolute value of the rows learned from: 0 stays 0, and signs stay.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), suffix: optionalTextField() }),
	state: ScalesSchema,
	query: scaleQuery,
	fitSql: ({ columns }, input, from) => aggregatesSql(columns, input, from, (x) => ({ a: `max(abs(${x}))` })),
	learn: (rows, { columns }) => learnScales(rows, columns, (part) => ({ shift: 0, scale: part('a') })),
	portable: (params, _input, fitted, graph, values) => scalePortable(params, fitted, graph, values)
});
