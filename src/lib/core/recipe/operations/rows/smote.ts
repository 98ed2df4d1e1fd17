import * as v from 'valibot';
import { countsSql, CountsSchema, learnCounts, raisedCounts } from '../../balance';
import { booleanField, columnField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { smoteQuery } from '../../smote';

export const smote = defineOperation({
	id: 'smote',
	group: 'rows',
	title: 'SMOTE',
	description:
		'Adds made rows of the rarer values of the target to the training rows, until each has `ratio` times as many as the most frequent: numbers ' +
		'lie between those of a row and one of its `neighbours` nearest of the same value, categories are what most of these have (SMOTE-NC), the ' +
		"rest is one of the two rows'. Rows that differ in a category are a median standard deviation apart. `normalise` divides " +
		'numbers by their standard deviation before they are compared. At most 5,000 rows of a value are made from. New rows, to predict, pass.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		target: columnField('number-or-text'),
		ratio: numberField(1, { min: 0.01, max: 1 }),
		neighbours: numberField(5, { integer: true, min: 1, max: 50 }),
		normalise: booleanField(true),
		seed: numberField(0, { integer: true, min: 0 })
	}),
	state: CountsSchema,
	query: (params, input, fitted, context) =>
		smoteQuery(params, input, raisedCounts(fitted?.counts ?? [], params.ratio), context),
	fitSql: (params, input, from) => countsSql(params, input, from),
	learn: (rows, params, input) => learnCounts(rows, params, input)
});
