import * as v from 'valibot';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { aggregatesSql, learnScales, scalePortable, scaleQuery, ScalesSchema } from './linear-scale';

export const standardiseRobustly = defineOperation({
	id: 'standardise-robustly',
	group: 'numbers',
	title: 'Robust standard score',
	description:
		'Takes the median away and divides by 1.4826 times the median absolute deviation of the rows learned from: for normal data a standard score that outliers hardly move.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), suffix: optionalTextField() }),
	state: ScalesSchema,
	query: scaleQuery,
	fitSql: ({ columns }, input, from) =>
		aggregatesSql(columns, input, from, (x) => ({ m: `median(${x})`, a: `mad(${x})` })),
	learn: (rows, { columns }) => learnScales(rows, columns, (part) => ({ shift: part('m'), scale: 1.4826 * part('a') })),
	portable: (params, _input, fitted, graph, values) => scalePortable(params, fitted, graph, values)
});
