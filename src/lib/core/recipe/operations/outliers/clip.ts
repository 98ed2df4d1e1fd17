import * as v from 'valibot';
import { AppError } from '../../../errors';
import { choiceField, columnsField, numberField as numberParam, optionalNumberField } from '../../field';
import { defineOperation } from '../../operation';
import {
	deviationRule,
	fenceOf,
	fencePortable,
	fenceQuery,
	FencesSchema,
	fencesSql,
	learnFences,
	quantileRule,
	type Fence,
	type FenceRule,
	type Fences
} from './fence';

/** Bounds given, quantiles (linear interpolation), or mean -/+ a number of standard deviations (population) of the finite values. */
export const clip = defineOperation({
	id: 'clip',
	group: 'outliers',
	title: 'Limit outliers',
	description:
		'Limits numbers to the bounds `lower` and `upper`, to two quantiles, or to so many standard deviations around the mean of the rows ' +
		'learned from. What lies beyond takes the bound, becomes missing, or is marked in a column beside it.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		method: choiceField(['bounds', 'quantile', 'deviations'], 'quantile'),
		lower: optionalNumberField({ when: { field: 'method', is: ['bounds'] } }),
		upper: optionalNumberField({ when: { field: 'method', is: ['bounds'] } }),
		lowerQuantile: numberParam(0.01, { min: 0, max: 1, when: { field: 'method', is: ['quantile'] } }),
		upperQuantile: numberParam(0.99, { min: 0, max: 1, when: { field: 'method', is: ['quantile'] } }),
		deviations: numberParam(3, { min: 0, when: { field: 'method', is: ['deviations'] } }),
		beyond: choiceField(['bound', 'missing', 'mark'], 'bound')
	}),
	state: FencesSchema,
	learns: ({ method }) => method !== 'bounds',
	query: (params, input, fitted) =>
		fenceQuery(params.columns, params.beyond, input, (name) => boundsOf(params, fitted, name)),
	fitSql: (params, input, from) => fencesSql(ruleOf(params), params.columns, input, from),
	learn: (rows, params) => learnFences(ruleOf(params), params.columns, rows),
	portable: (params, _input, fitted, graph, values) =>
		fencePortable(params.columns, params.beyond, graph, values, (name) => boundsOf(params, fitted, name))
});

function ruleOf(params: {
	method: string;
	lowerQuantile: number;
	upperQuantile: number;
	deviations: number;
}): FenceRule {
	const { method, lowerQuantile, upperQuantile, deviations } = params;
	return method === 'quantile' ? quantileRule(lowerQuantile, upperQuantile) : deviationRule(deviations);
}

function boundsOf(
	params: { method: string; lower?: number | undefined; upper?: number | undefined },
	fitted: Fences | null,
	name: string
): Fence {
	if (params.method !== 'bounds') return fenceOf(fitted, name);
	const { lower = null, upper = null } = params;
	if (lower === null && upper === null)
		throw new AppError('recipe/params-invalid', { op: 'clip', field: 'lower', wanted: 'number', found: '' });
	return { lower, upper };
}
