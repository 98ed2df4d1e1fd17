import * as v from 'valibot';
import { choiceField, columnsField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { fenceOf, fencePortable, fenceQuery, FencesSchema, fencesSql, learnFences, medianRule } from './fence';

export const medianDeviationFences = defineOperation({
	id: 'median-deviation-fences',
	group: 'outliers',
	title: 'Median deviation fences',
	description:
		'Outliers are numbers more than `deviations` times 1.4826 median absolute deviations from the median of the rows learned from. What lies beyond takes the bound, becomes missing, or is marked in a column beside it.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		deviations: numberField(3, { min: 0 }),
		beyond: choiceField(['bound', 'missing', 'mark'], 'bound')
	}),
	state: FencesSchema,
	query: ({ columns, beyond }, input, fitted) => fenceQuery(columns, beyond, input, (name) => fenceOf(fitted, name)),
	fitSql: ({ columns, deviations }, input, from) => fencesSql(medianRule(deviations), columns, input, from),
	learn: (rows, { columns, deviations }) => learnFences(medianRule(deviations), columns, rows),
	portable: ({ columns, beyond }, _input, fitted, graph, values) =>
		fencePortable(columns, beyond, graph, values, (name) => fenceOf(fitted, name))
});
