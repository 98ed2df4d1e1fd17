import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, booleanField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { aggregatesSql, learnScales, scalePortable, scaleQuery, ScalesSchema } from './linear-scale';

export const robustScale = defineOperation({
	id: 'robust-scale',
	group: 'numbers',
	title: 'Robust scale',
	description:
		'Takes the median away and divides by the distance between two quantiles (linear interpolation) of the rows learned from: outliers hardly matter.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		lowerQuantile: numberField(0.25, { min: 0, max: 1 }),
		upperQuantile: numberField(0.75, { min: 0, max: 1 }),
		centre: booleanField(true),
		scale: booleanField(true),
		suffix: optionalTextField()
	}),
	state: ScalesSchema,
	query: scaleQuery,
	fitSql: ({ columns, lowerQuantile, upperQuantile }, input, from) =>
		aggregatesSql(columns, input, from, (x) => ({
			m: `quantile_cont(${x}, 0.5)`,
			a: `quantile_cont(${x}, ${sqlValue(lowerQuantile)})`,
			b: `quantile_cont(${x}, ${sqlValue(upperQuantile)})`
		})),
	learn: (rows, { columns, centre, scale }) =>
		learnScales(rows, columns, (part) => ({ shift: centre ? part('m') : 0, scale: scale ? part('b') - part('a') : 1 })),
	portable: (params, _input, fitted, graph, values) => scalePortable(params, fitted, graph, values)
});
