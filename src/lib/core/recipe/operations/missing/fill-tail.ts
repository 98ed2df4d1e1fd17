import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { choiceField, columnsField, numberField as numberParam } from '../../field';
import { columnSql } from '../../formula/compile';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const StateSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), value: v.nullable(v.number()) }))
});

export const fillTail = defineOperation({
	id: 'fill-tail',
	group: 'missing',
	title: 'Fill with a value at the end',
	description:
		'Fills missing numbers with the mean plus (or minus) so many standard deviations of the rows learned from, so that a tree can tell them apart.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		end: choiceField(['right', 'left'], 'right'),
		deviations: numberParam(3, { min: 0 })
	}),
	state: StateSchema,
	query: ({ columns }, input, fitted) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = numberField(input, name);
				const value = fitted?.columns.find(({ column }) => column === name)?.value ?? null;
				return {
					field: { ...asDouble(field), kind: field.kind },
					sql: `coalesce(${columnSql(field)}, ${sqlValue(value)})`,
					from: [name]
				};
			})
		)
	}),
	fitSql: ({ columns }, input, from) =>
		`SELECT ${columns
			.map((name, i) => {
				const x = finiteColumnSql(numberField(input, name));
				return `avg(${x}) AS m${i}, stddev_pop(${x}) AS s${i}`;
			})
			.join(', ')} FROM ${from}`,
	learn: ([row = {}], { columns, end, deviations }) => ({
		columns: columns.map((column, i) => {
			const [m, s] = [row[`m${i}`] ?? null, row[`s${i}`] ?? null];
			const reach = (end === 'right' ? 1 : -1) * deviations * Number(s);
			return { column, value: m === null || s === null ? null : Number(m) + reach };
		})
	}),
	portable: ({ columns }, _input, fitted, graph, values) =>
		new Map(
			columns.flatMap((name) => {
				const x = values.get(name);
				const value = fitted?.columns.find(({ column }) => column === name)?.value ?? null;
				return x ? [[name, graph.choose(graph.isMissing(x), graph.number(value), x)]] : [];
			})
		)
});
