import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField as numberParam, optionalTextField } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const StateSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), min: v.number(), range: v.number() }))
});

/** low + (x - min) / (max - min) * (high - low) over the finite values learned from; a constant column becomes low. */
export const minMax = defineOperation({
	id: 'min-max',
	group: 'numbers',
	title: 'Scale to a range',
	description:
		'Maps the smallest value of the rows learned from to `low` and the largest to `high`; new values may lie outside.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		low: numberParam(0),
		high: numberParam(1),
		suffix: optionalTextField()
	}),
	state: StateSchema,
	query: ({ columns, low, high, suffix = '' }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = numberField(input, name);
				const { min, range } = learned(fitted, name);
				const share = `(${columnSql(field)} - ${sqlValue(min)}) / ${sqlValue(range)}`;
				const plain = low === 0 && high === 1;
				return {
					field: { ...asDouble(field), name: `${name}${suffix}` },
					sql: plain ? share : `${share} * ${sqlValue(high - low)} + ${sqlValue(low)}`,
					from: [name]
				};
			})
		)
	}),
	fitSql: ({ columns }, input, from) => {
		const parts = columns.map((name, i) => {
			const x = columnSql(numberField(input, name));
			const finite = `FILTER (WHERE isfinite(${x}))`;
			return `min(${x}) ${finite} AS a${i}, max(${x}) ${finite} AS b${i}`;
		});
		return `SELECT ${parts.join(', ')} FROM ${from}`;
	},
	learn: ([row = {}], { columns }) => ({
		columns: columns.map((column, i) => {
			const min = Number(row[`a${i}`] ?? 0);
			const range = Number(row[`b${i}`] ?? 0) - min;
			return { column, min, range: range > 0 && Number.isFinite(range) ? range : 1 };
		})
	}),
	portable: ({ columns, low, high, suffix = '' }, _input, fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const x = values.get(name);
				if (!x) return [];
				const { min, range } = learned(fitted, name);
				const above = graph.binary('subtract', x, graph.number(min));
				const share = graph.binary('divide', above, graph.number(range));
				if (low === 0 && high === 1) return [[`${name}${suffix}`, share]];
				const spread = graph.binary('multiply', share, graph.number(high - low));
				return [[`${name}${suffix}`, graph.binary('add', spread, graph.number(low))]];
			})
		)
});

function learned(fitted: v.InferOutput<typeof StateSchema> | null, name: string): { min: number; range: number } {
	return fitted?.columns.find(({ column }) => column === name) ?? { min: 0, range: 1 };
}
