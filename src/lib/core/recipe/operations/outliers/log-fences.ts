import * as v from 'valibot';
import { choiceField, columnsField, numberField as numberParam } from '../../field';
import { defineOperation } from '../../operation';
import { fenceOf, fencePortable, fenceQuery, FencesSchema, fencesSql, learnFences, type FenceRule } from './fence';

/** Mean -/+ so many standard deviations of ln x over the values above 0, taken back with exp. */
const rule = (deviations: number): FenceRule => ({
	parts: {
		a: 'avg(CASE WHEN x > 0 THEN ln(x) END)',
		b: 'stddev_pop(CASE WHEN x > 0 THEN ln(x) END)'
	},
	bounds: (part) => [
		Math.exp(part('a') - deviations * part('b')),
		Math.min(Math.exp(part('a') + deviations * part('b')), Number.MAX_VALUE)
	]
});

export const logFences = defineOperation({
	id: 'log-fences',
	group: 'outliers',
	title: 'Outliers of skewed numbers',
	description:
		'For amounts and other skewed numbers above 0: outliers are numbers whose logarithm is more than `deviations` standard deviations ' +
		'from the mean logarithm of the rows learned from; 0 and less lie beyond. They take the bound, become missing, or are marked.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		deviations: numberParam(3, { min: 0 }),
		beyond: choiceField(['bound', 'missing', 'mark'], 'bound')
	}),
	state: FencesSchema,
	query: ({ columns, beyond }, input, fitted) => fenceQuery(columns, beyond, input, (name) => fenceOf(fitted, name)),
	fitSql: ({ columns, deviations }, input, from) => fencesSql(rule(deviations), columns, input, from),
	learn: (rows, { columns, deviations }) => learnFences(rule(deviations), columns, rows),
	portable: ({ columns, beyond }, _input, fitted, graph, values) =>
		fencePortable(columns, beyond, graph, values, (name) => fenceOf(fitted, name))
});
