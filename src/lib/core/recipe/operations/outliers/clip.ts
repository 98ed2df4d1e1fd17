import * as v from 'valibot';
import { AppError } from '../../../errors';
import { sqlValue } from '../../../table/sql';
import { choiceField, columnsField, numberField as numberParam, optionalNumberField } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const BoundsSchema = v.strictObject({
	column: v.string(),
	lower: v.nullable(v.number()),
	upper: v.nullable(v.number())
});
const StateSchema = v.strictObject({ columns: v.array(BoundsSchema) });
type Bounds = v.InferOutput<typeof BoundsSchema>;

/** Bounds given, quantiles (linear interpolation), or mean -/+ a number of standard deviations (population) of the finite values. */
export const clip = defineOperation({
	id: 'clip',
	group: 'outliers',
	title: 'Limit outliers',
	description:
		'Limits numbers to the bounds `lower` and `upper`, to two quantiles, or to so many standard deviations around the mean of the rows ' +
		'learned from. What lies beyond takes the bound, or becomes missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		method: choiceField(['bounds', 'quantile', 'deviations'], 'quantile'),
		lower: optionalNumberField({ when: { field: 'method', is: ['bounds'] } }),
		upper: optionalNumberField({ when: { field: 'method', is: ['bounds'] } }),
		lowerQuantile: numberParam(0.01, { min: 0, max: 1, when: { field: 'method', is: ['quantile'] } }),
		upperQuantile: numberParam(0.99, { min: 0, max: 1, when: { field: 'method', is: ['quantile'] } }),
		deviations: numberParam(3, { min: 0, when: { field: 'method', is: ['deviations'] } }),
		beyond: choiceField(['bound', 'missing'], 'bound')
	}),
	state: StateSchema,
	learns: ({ method }) => method !== 'bounds',
	query: (params, input, fitted) => ({
		columns: withColumns(
			input,
			params.columns.map((name) => {
				const field = numberField(input, name);
				const x = columnSql(field);
				const { lower, upper } = boundsOf(params, fitted, name);
				const cases = [
					...(lower === null ? [] : [`WHEN ${x} < ${sqlValue(lower)} THEN ${outside(params.beyond, lower)}`]),
					...(upper === null ? [] : [`WHEN ${x} > ${sqlValue(upper)} THEN ${outside(params.beyond, upper)}`])
				];
				return {
					field: asDouble(field),
					sql: cases.length === 0 ? x : `CASE ${cases.join(' ')} ELSE ${x} END`,
					from: [name]
				};
			})
		)
	}),
	fitSql: ({ columns, method, lowerQuantile, upperQuantile }, input, from) => {
		const parts = columns.map((name, i) => {
			const x = columnSql(numberField(input, name));
			const finite = `FILTER (WHERE isfinite(${x}))`;
			return method === 'quantile'
				? `quantile_cont(${x}, ${sqlValue(lowerQuantile)}) ${finite} AS a${i}, quantile_cont(${x}, ${sqlValue(upperQuantile)}) ${finite} AS b${i}`
				: `avg(${x}) ${finite} AS a${i}, stddev_pop(${x}) ${finite} AS b${i}`;
		});
		return `SELECT ${parts.join(', ')} FROM ${from}`;
	},
	learn: ([row = {}], { columns, method, deviations }) => ({
		columns: columns.map((column, i): Bounds => {
			const [a, b] = [row[`a${i}`] ?? null, row[`b${i}`] ?? null];
			if (a === null || b === null) return { column, lower: null, upper: null };
			if (method === 'quantile') return { column, lower: Number(a), upper: Number(b) };
			const reach = Number(b) * deviations;
			return { column, lower: Number(a) - reach, upper: Number(a) + reach };
		})
	}),
	portable: (params, _input, fitted, graph, values) =>
		new Map(
			params.columns.flatMap((name) => {
				const x = values.get(name);
				if (!x) return [];
				const { lower, upper } = boundsOf(params, fitted, name);
				const instead = (bound: number) => graph.number(params.beyond === 'missing' ? null : bound);
				const above =
					upper === null ? x : graph.choose(graph.binary('greater', x, graph.number(upper)), instead(upper), x);
				const made =
					lower === null ? above : graph.choose(graph.binary('less', x, graph.number(lower)), instead(lower), above);
				return [[name, made]];
			})
		)
});

function boundsOf(
	params: { method: string; lower?: number | undefined; upper?: number | undefined },
	fitted: v.InferOutput<typeof StateSchema> | null,
	name: string
): { lower: number | null; upper: number | null } {
	if (params.method !== 'bounds')
		return fitted?.columns.find(({ column }) => column === name) ?? { lower: null, upper: null };
	const { lower = null, upper = null } = params;
	if (lower === null && upper === null)
		throw new AppError('recipe/params-invalid', { op: 'clip', field: 'lower', wanted: 'number', found: '' });
	return { lower, upper };
}

function outside(beyond: string, bound: number): string {
	return beyond === 'missing' ? 'NULL' : sqlValue(bound);
}
