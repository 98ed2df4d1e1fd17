import * as v from 'valibot';
import { columnField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { countsSql, CountsSchema, learnCounts, oversampled } from '../../balance';

export const oversample = defineOperation({
	id: 'oversample',
	group: 'rows',
	title: 'Oversample',
	description:
		'Repeats training rows of the rarer values of `target` until each has `ratio` times as many as the most frequent, each copy behind its row. Other rows, rows with a missing target, and rows that the fitted step is applied to later are not repeated.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		target: columnField('number-or-text'),
		ratio: numberField(1, { min: 0.01, max: 1 }),
		seed: numberField(0, { integer: true, min: 0 })
	}),
	state: CountsSchema,
	query: oversampled,
	fitSql: countsSql,
	learn: learnCounts,
	portable: () => new Map()
});
