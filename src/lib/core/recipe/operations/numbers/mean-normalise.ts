import * as v from 'valibot';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { aggregatesSql, learnScales, scalePortable, scaleQuery, ScalesSchema } from './linear-scale';

export const meanNormalise = defineOperation({
	id: 'mean-normalise',
	group: 'numbers',
	title: 'Mean normalisation',
	description: 'Takes the mean away and divides by the range (largest minus smallest) of the rows learned from.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), suffix: optionalTextField() }),
	state: ScalesSchema,
	query: scaleQuery,
	fitSql: ({ columns }, input, from) =>
		aggregatesSql(columns, input, from, (x) => ({ m: `avg(${x})`, a: `min(${x})`, b: `max(${x})` })),
	learn: (rows, { columns }) =>
		learnScales(rows, columns, (part) => ({ shift: part('m'), scale: part('b') - part('a') })),
	portable: (params, _input, fitted, graph, values) => scalePortable(params, fitted, graph, values)
});
