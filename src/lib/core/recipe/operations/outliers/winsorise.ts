import * as v from 'valibot';
import { columnsField, numberField as numberParam } from '../../field';
import { defineOperation } from '../../operation';
import { fenceOf, fencePortable, fenceQuery, FencesSchema, fencesSql, learnFences, type FenceRule } from './fence';
import { sqlValue } from '../../../table/sql';

/** The bounds are values that are there: of n in order, those with floor(share n) below and above (Dixon 1960; scipy's winsorize). */
const rule = (low: number, high: number): FenceRule => {
	const at = (place: string) => `(list_sort(list(x)))[(${place})::BIGINT]`;
	return {
		parts: {
			a: at(`floor(${sqlValue(low)} * count(x)) + 1`),
			b: at(`count(x) - floor(${sqlValue(high)} * count(x))`)
		},
		bounds: (part) => [part('a'), part('b')]
	};
};

export const winsorise = defineOperation({
	id: 'winsorise',
	group: 'outliers',
	title: 'Winsorise',
	description:
		'Sets the share `low` of the smallest and the share `high` of the largest numbers of the rows learned from to the nearest number that ' +
		'is left; new numbers beyond take these too.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		low: numberParam(0.05, { min: 0, max: 0.49 }),
		high: numberParam(0.05, { min: 0, max: 0.49 })
	}),
	state: FencesSchema,
	query: ({ columns }, input, fitted) => fenceQuery(columns, 'bound', input, (name) => fenceOf(fitted, name)),
	fitSql: ({ columns, low, high }, input, from) => fencesSql(rule(low, high), columns, input, from),
	learn: (rows, { columns, low, high }) => learnFences(rule(low, high), columns, rows),
	portable: ({ columns }, _input, fitted, graph, values) =>
		fencePortable(columns, 'bound', graph, values, (name) => fenceOf(fitted, name))
});
