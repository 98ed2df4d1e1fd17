import * as v from 'valibot';
import { choiceField, columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { aggregatesSql, learnScales, scalePortable, scaleQuery, ScalesSchema } from './linear-scale';

export const centre = defineOperation({
	id: 'centre',
	group: 'numbers',
	title: 'Centre',
	description: 'Takes the mean of the rows learned from away, or the median.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		around: choiceField(['mean', 'median'], 'mean'),
		suffix: optionalTextField()
	}),
	state: ScalesSchema,
	query: scaleQuery,
	fitSql: ({ columns, around }, input, from) =>
		aggregatesSql(columns, input, from, (x) => ({ m: `${around === 'mean' ? 'avg' : 'median'}(${x})` })),
	learn: (rows, { columns }) => learnScales(rows, columns, (part) => ({ shift: part('m'), scale: 1 })),
	portable: (params, _input, fitted, graph, values) => scalePortable(params, fitted, graph, values)
});
