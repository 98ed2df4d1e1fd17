import * as v from 'valibot';
import { initialNameField } from '../../field';
import { columnSql } from '../../formula/compile';
import { numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { beyondSql, fenceOf, FencesSchema, fencesSql, learnFences } from './fence';
import { chosenRule, fenceChoice } from './fence-choice';

export const countOutliers = defineOperation({
	id: 'count-outliers',
	group: 'outliers',
	title: 'Count outliers in the row',
	description:
		"Adds how many of the columns hold an outlier in the row, by a rule learned from the training rows' values.",
	rows: 'each',
	params: v.strictObject({ ...fenceChoice, name: initialNameField('outliers') }),
	state: FencesSchema,
	query: ({ columns, name }, input, fitted) => ({
		columns: withColumns(input, [
			{
				field: { name, type: 'INTEGER', kind: 'numeric' },
				sql: `(${columns
					.map((column) => `${beyondSql(columnSql(numberField(input, column)), fenceOf(fitted, column))}::INTEGER`)
					.join(' + ')})`,
				from: columns
			}
		])
	}),
	fitSql: (params, input, from) => fencesSql(chosenRule(params), params.columns, input, from),
	learn: (rows, params) => learnFences(chosenRule(params), params.columns, rows)
});
