import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { columnField, columnsField, numberField as numberParam } from '../../field';
import { columnSql } from '../../formula/compile';
import { freshName } from '../../fresh-name';
import { asDouble, finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

const most = 500;

const StateSchema = v.strictObject({
	/** Standard deviations of the columns looked at. */
	scales: v.array(v.number()),
	/** Complete rows: the columns looked at, then the column to fill. */
	rows: v.array(v.array(v.number()))
});

/** The mean of the k nearest of a sample, by Euclidean distance of the columns divided by their standard deviations. */
export const fillNearest = defineOperation({
	id: 'fill-nearest',
	group: 'missing',
	title: 'Fill from the nearest rows',
	description:
		'Fills missing numbers of `column` with the mean of the `count` rows that are nearest in the columns `from`, each divided by its ' +
		'standard deviation. Looks among 500 complete rows learned from, evenly spaced by `column`; a row that lacks a number of `from` is ' +
		'compared by the others, and stays missing when it lacks all. Of rows equally near those with smaller numbers are taken.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('number'),
		from: columnsField('number'),
		count: numberParam(5, { integer: true, min: 1, max: 100 })
	}),
	state: StateSchema,
	query: ({ column, from, count }, input, fitted) => {
		const field = numberField(input, column);
		const y = columnSql(field);
		const row = sqlName(freshName(input, 'nearest'));
		const numbers = from.map((name) => finiteColumnSql(numberField(input, name)));
		const squares = numbers.map((x, i) => {
			const far = `((${x} - ${row}[${i + 1}]) / ${sqlValue(fitted?.scales[i] ?? 1)})`;
			return `coalesce(${far} * ${far}, 0)`;
		});
		const items = (fitted?.rows ?? []).map((cells) => `[${cells.map(sqlValue).join(', ')}]`);
		const isKnown = numbers.map((x) => `${x} IS NOT NULL`).join(' OR ');
		const pairs = `list_transform([${items.join(', ')}], lambda ${row}: [${squares.join(' + ')}, ${row}[${from.length + 1}]])`;
		const mean = `list_avg(list_transform(list_sort(${pairs})[1:${count}], lambda pair: pair[2]))`;
		const said = items.length === 0 ? 'NULL' : `CASE WHEN ${isKnown} THEN ${mean} END`;
		return {
			columns: withColumns(input, [
				{
					field: { ...asDouble(field), kind: field.kind },
					sql: `CASE WHEN ${y} IS NOT NULL THEN ${y} ELSE ${said} END`,
					from: [...new Set([column, ...from])]
				}
			])
		};
	},
	fitSql: ({ column, from }, input, relation) => {
		const names = from.map((_, i) => sqlName(`x${i}`));
		const xs = from.map((name, i) => `${finiteColumnSql(numberField(input, name))} AS ${names[i] ?? ''}`);
		const complete = [...names, 'y'].map((name) => `${name} IS NOT NULL`).join(' AND ');
		const scales = names.map((name, i) => `stddev_pop(${name}) OVER () AS s${i}`);
		return (
			`SELECT * FROM (SELECT *, row_number() OVER (ORDER BY y, ${names.join(', ')}) AS i, count(*) OVER () AS k, ${scales.join(', ')} ` +
			`FROM (SELECT ${xs.join(', ')}, ${finiteColumnSql(numberField(input, column))} AS y FROM ${relation}) WHERE ${complete}) ` +
			`WHERE k <= ${most} OR (i * ${most}) // k <> ((i - 1) * ${most}) // k ORDER BY i`
		);
	},
	learn: (rows, { from }) => ({
		scales: from.map((_, i) => Number(rows[0]?.[`s${i}`] ?? 0) || 1),
		rows: rows.map((row) => [...from.map((_, i) => Number(row[`x${i}`])), Number(row['y'])])
	})
});
