import * as v from 'valibot';
import { columnField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { countsSql, CountsSchema, learnCounts, undersampled } from '../../balance';

export const undersample = defineOperation({
	id: 'undersample',
	group: 'rows',
	title: 'Undersample',
	description:
		'Drops training rows of the more frequent values of `target` at random until the rarest has `ratio` times as many as each. Other rows, rows with a missing target, and rows that the fitted step is applied to later stay.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({
		target: columnField('number-or-text'),
		ratio: numberField(1, { min: 0.01, max: 1 }),
		seed: numberField(0, { integer: true, min: 0 })
	}),
	state: CountsSchema,
	query: undersampled,
	fitSql: countsSql,
	learn: learnCounts,
	portable: () => new Map()
});
