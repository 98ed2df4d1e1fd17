import * as v from 'valibot';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { aggregatesSql, learnScales, scalePortable, scaleQuery, ScalesSchema } from './linear-scale';

export const shareOfTotal = defineOperation({
	id: 'share-of-total',
	group: 'numbers',
	title: 'Share of the total',
	description: 'Divides by the sum of the rows learned from, so that their shares add up to 1.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), suffix: optionalTextField() }),
	state: ScalesSchema,
	query: scaleQuery,
	fitSql: ({ columns }, input, from) => aggregatesSql(columns, input, from, (x) => ({ a: `sum(${x})` })),
	learn: (rows, { columns }) => learnScales(rows, columns, (part) => ({ shift: 0, scale: part('a') })),
	portable: (params, _input, fitted, graph, values) => scalePortable(params, fitted, graph, values)
});
