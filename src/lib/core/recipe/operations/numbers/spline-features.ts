import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField as numberParam } from '../../field';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';
import { aggregatesSql } from './linear-scale';

const StateSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), knots: v.array(v.number()) }))
});

/** max(0, x - knot)^degree at inner quantiles: with x itself, the truncated power basis of a spline (Hastie et al., ESL 5.2). */
export const splineFeatures = defineOperation({
	id: 'spline-features',
	group: 'numbers',
	title: 'Spline features',
	description:
		'Adds max(0, x - knot)^degree for so many knots at quantiles of the rows learned from, so that a linear model can bend there.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		knots: numberParam(3, { integer: true, min: 1, max: 50 }),
		degree: numberParam(1, { integer: true, min: 1, max: 3 })
	}),
	state: StateSchema,
	query: ({ columns, degree }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.flatMap((name) => {
				const x = finiteColumnSql(numberField(input, name));
				const knots = fitted?.columns.find(({ column }) => column === name)?.knots ?? [];
				return knots.map((knot, i): OutputColumn => {
					const above = `greatest(${x} - ${sqlValue(knot)}, 0)`;
					const power = degree === 1 ? above : `pow(${above}, ${degree})`;
					return {
						field: { name: `${name}_spline_${i + 1}`, type: 'DOUBLE', kind: 'numeric' },
						sql: `CASE WHEN ${x} IS NOT NULL THEN ${finiteSql(power)} END`,
						from: [name]
					};
				});
			})
		)
	}),
	fitSql: ({ columns, knots }, input, from) =>
		aggregatesSql(columns, input, from, (x) =>
			Object.fromEntries(
				Array.from({ length: knots }, (_, k) => [`k${k}_`, `quantile_cont(${x}, ${sqlValue((k + 1) / (knots + 1))})`])
			)
		),
	learn: ([row = {}], { columns, knots }) => ({
		columns: columns.map((column, i) => {
			const found = Array.from({ length: knots }, (_, k) => row[`k${k}_${i}`] ?? null);
			const distinct = new Set(found.flatMap((knot) => (knot === null ? [] : [Number(knot)])));
			return { column, knots: [...distinct].sort((a, b) => a - b) };
		})
	})
});
