import * as v from 'valibot';
import { columnSql } from '../../formula/compile';
import { numberField } from '../../number-column';
import { defineOperation, passColumn } from '../../operation';
import { beyondSql, fenceOf, FencesSchema, fencesSql, learnFences } from './fence';
import { chosenRule, fenceChoice } from './fence-choice';

export const dropOutliers = defineOperation({
	id: 'drop-outliers',
	group: 'outliers',
	title: 'Drop rows with outliers',
	description:
		'Drops rows in which a number of any of the columns lies beyond: so many standard deviations from the mean, the same of the values ' +
		'between two quantiles, two quantiles, Tukey fences, or so many median absolute deviations of the rows learned from.',
	rows: 'fewer',
	params: v.strictObject(fenceChoice),
	state: FencesSchema,
	query: ({ columns }, input, fitted) => ({
		columns: input.map(passColumn),
		where: columns
			.map((name) => `NOT ${beyondSql(columnSql(numberField(input, name)), fenceOf(fitted, name))}`)
			.join(' AND ')
	}),
	fitSql: (params, input, from) => fencesSql(chosenRule(params), params.columns, input, from),
	learn: (rows, params) => learnFences(chosenRule(params), params.columns, rows),
	portable: () => new Map()
});
