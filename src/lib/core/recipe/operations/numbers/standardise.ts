import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { booleanField, columnsField, optionalTextField } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const StateSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), mean: v.number(), scale: v.number() }))
});

/** (x - mean) / standard deviation, the population's, of the finite values learned from; a constant column is divided by 1. */
export const standardise = defineOperation({
	id: 'standardise',
	group: 'numbers',
	title: 'Standardise',
	description:
		'Takes the mean away and divides by the standard deviation (of the population) of the rows learned from; either can be left out.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		centre: booleanField(true),
		scale: booleanField(true),
		suffix: optionalTextField()
	}),
	state: StateSchema,
	query: ({ columns, suffix = '' }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = numberField(input, name);
				const { mean, scale } = learned(fitted, name);
				return {
					field: { ...asDouble(field), name: `${name}${suffix}` },
					sql: `(${columnSql(field)} - ${sqlValue(mean)}) / ${sqlValue(scale)}`,
					from: [name]
				};
			})
		)
	}),
	fitSql: ({ columns }, input, from) => {
		const parts = columns.map((name, i) => {
			const x = columnSql(numberField(input, name));
			const finite = `FILTER (WHERE isfinite(${x}))`;
			return `avg(${x}) ${finite} AS m${i}, stddev_pop(${x}) ${finite} AS s${i}`;
		});
		return `SELECT ${parts.join(', ')} FROM ${from}`;
	},
	learn: ([row = {}], { columns, centre, scale: scales }) => ({
		columns: columns.map((column, i) => {
			const scale = scales ? Number(row[`s${i}`] ?? 0) : 1;
			const mean = centre ? Number(row[`m${i}`] ?? 0) : 0;
			return { column, mean, scale: scale > 0 && Number.isFinite(scale) ? scale : 1 };
		})
	}),
	portable: ({ columns, suffix = '' }, _input, fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const x = values.get(name);
				if (!x) return [];
				const { mean, scale } = learned(fitted, name);
				const centred = graph.binary('subtract', x, graph.number(mean));
				return [[`${name}${suffix}`, graph.binary('divide', centred, graph.number(scale))]];
			})
		)
});

function learned(fitted: v.InferOutput<typeof StateSchema> | null, name: string): { mean: number; scale: number } {
	return fitted?.columns.find(({ column }) => column === name) ?? { mean: 0, scale: 1 };
}
