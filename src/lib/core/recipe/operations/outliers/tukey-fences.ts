import * as v from 'valibot';
import { choiceField, columnsField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { fenceOf, fencePortable, fenceQuery, FencesSchema, fencesSql, learnFences, quartileRule } from './fence';

export const tukeyFences = defineOperation({
	id: 'tukey-fences',
	group: 'outliers',
	title: 'Tukey fences',
	description:
		'Outliers are numbers more than `reach` times the distance of the quartiles beyond the quartiles of the rows learned from. What lies beyond takes the bound, becomes missing, or is marked in a column beside it.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		reach: numberField(1.5, { min: 0 }),
		beyond: choiceField(['bound', 'missing', 'mark'], 'bound')
	}),
	state: FencesSchema,
	query: ({ columns, beyond }, input, fitted) => fenceQuery(columns, beyond, input, (name) => fenceOf(fitted, name)),
	fitSql: ({ columns, reach }, input, from) => fencesSql(quartileRule(reach), columns, input, from),
	learn: (rows, { columns, reach }) => learnFences(quartileRule(reach), columns, rows),
	portable: ({ columns, beyond }, _input, fitted, graph, values) =>
		fencePortable(columns, beyond, graph, values, (name) => fenceOf(fitted, name))
});
