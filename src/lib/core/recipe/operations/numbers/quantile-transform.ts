import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { choiceField, columnsField, numberField as numberParam, optionalTextField } from '../../field';
import { normalQuantile } from '../../normal-quantile';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation } from '../../operation';
import { piecewiseSql, type Knot } from '../../piecewise';

const StateSchema = v.strictObject({
	columns: v.array(
		v.strictObject({
			column: v.string(),
			count: v.number(),
			values: v.array(v.strictObject({ x: v.number(), p: v.number() }))
		})
	)
});

/** The place of a value among those learned from, by straight lines between quantiles; equal quantiles take the middle of their places. */
export const quantileTransform = defineOperation({
	id: 'quantile-transform',
	group: 'numbers',
	title: 'Quantile transform',
	description:
		'Turns a number into its place among the rows learned from, between 0 and 1, or into the standard normal value of that place: any ' +
		'distribution becomes uniform or normal. Straight lines between `quantiles` quantiles; beyond the ends it takes the end.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		distribution: choiceField(['uniform', 'normal'], 'uniform'),
		quantiles: numberParam(100, { integer: true, min: 2, max: 1000 }),
		suffix: optionalTextField()
	}),
	state: StateSchema,
	query: (chosen, input, fitted) =>
		eachNumber(chosen, input, (x, name) => {
			const learned = fitted?.columns.find(({ column }) => column === name);
			const knots = (learned?.values ?? []).map(({ x: at, p }): Knot => {
				if (chosen.distribution === 'uniform') return { x: at, y: p };
				const end = 0.5 / Math.max(1, learned?.count ?? 1);
				return { x: at, y: normalQuantile(Math.min(Math.max(p, end), 1 - end)) };
			});
			return piecewiseSql(x, knots);
		}),
	fitSql: ({ columns, quantiles }, input, from) =>
		columns
			.map((name) => {
				const shares = Array.from({ length: quantiles }, (_, i) => sqlValue(i / (quantiles - 1)));
				const x = finiteColumnSql(numberField(input, name));
				return (
					`(SELECT ${sqlValue(name)} AS c, n, unnest(q) AS x, unnest([${shares.join(', ')}]) AS p FROM ` +
					`(SELECT count(x) AS n, quantile_cont(x, [${shares.join(', ')}]) AS q FROM (SELECT ${x} AS x FROM ${from})))`
				);
			})
			.join(' UNION ALL '),
	learn: (rows, { columns }) => ({
		columns: columns.map((column) => {
			const found = rows.filter((row) => row['c'] === column && row['x'] !== null);
			const places = new Map<number, number[]>();
			for (const row of found)
				places.set(Number(row['x']), [...(places.get(Number(row['x'])) ?? []), Number(row['p'])]);
			const values = [...places].sort(([a], [b]) => a - b);
			return {
				column,
				count: Number(found[0]?.['n'] ?? 0),
				values: values.map(([x, p]) => ({ x, p: ((p[0] ?? 0) + (p.at(-1) ?? 0)) / 2 }))
			};
		})
	})
});
