import * as v from 'valibot';
import { choiceField, columnsField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { fenceOf, fencePortable, fenceQuery, FencesSchema, fencesSql, learnFences, trimmedRule } from './fence';

export const robustDeviationFences = defineOperation({
	id: 'robust-deviation-fences',
	group: 'outliers',
	title: 'Robust standard deviation fences',
	description:
		'Outliers are numbers more than `deviations` standard deviations from the mean, both of the values between two quantiles of the rows learned from. What lies beyond takes the bound, becomes missing, or is marked in a column beside it.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		lowerQuantile: numberField(0.05, { min: 0, max: 1 }),
		upperQuantile: numberField(0.95, { min: 0, max: 1 }),
		deviations: numberField(4, { min: 0 }),
		beyond: choiceField(['bound', 'missing', 'mark'], 'bound')
	}),
	state: FencesSchema,
	query: ({ columns, beyond }, input, fitted) => fenceQuery(columns, beyond, input, (name) => fenceOf(fitted, name)),
	fitSql: ({ columns, lowerQuantile, upperQuantile, deviations }, input, from) =>
		fencesSql(trimmedRule(lowerQuantile, upperQuantile, deviations), columns, input, from),
	learn: (rows, { columns, lowerQuantile, upperQuantile, deviations }) =>
		learnFences(trimmedRule(lowerQuantile, upperQuantile, deviations), columns, rows),
	portable: ({ columns, beyond }, _input, fitted, graph, values) =>
		fencePortable(columns, beyond, graph, values, (name) => fenceOf(fitted, name))
});
