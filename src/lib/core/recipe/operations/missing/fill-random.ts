import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField as numberParam } from '../../field';
import { categoryField } from '../../categories';
import { isNumericType } from '../../../table/schema';
import { columnSql } from '../../formula/compile';
import { joinLearned } from '../../learned-table';
import { asDouble } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';
import { valueSql } from '../../value-column';

const most = 1000;

const StateSchema = v.strictObject({
	columns: v.array(v.strictObject({ column: v.string(), values: v.array(v.union([v.string(), v.number()])) }))
});

/** Which value a row draws is the MD5 of `seed:column:row number`, so that a seed gives the same on every engine. */
export const fillRandom = defineOperation({
	id: 'fill-random',
	group: 'missing',
	title: 'Fill with values drawn at random',
	description:
		'Fills missing values with values drawn by `seed` from those of the rows learned from (1,000 of them, evenly spaced in their order), ' +
		'so that the distribution stays as it is.',
	rows: 'each',
	readsOrder: true,
	params: v.strictObject({ columns: columnsField('number-or-text'), seed: numberParam(0, { integer: true, min: 0 }) }),
	state: StateSchema,
	query: ({ columns, seed }, input, fitted, { row }) => {
		const fields = columns.map((name) => categoryField(input, name));
		const { from, value } = joinLearned(
			input,
			fields.map((field, i) => {
				const values = fitted?.columns.find(({ column }) => column === field.name)?.values ?? [];
				const turn = `md5_number_lower(${sqlValue(`${seed}:${i}:`)} || ${row})`;
				return {
					key: values.length === 0 ? 'NULL::DOUBLE' : `(${turn} % ${values.length})::DOUBLE`,
					types: { key: 'DOUBLE', values: [isNumericType(field.type) ? 'DOUBLE' : 'VARCHAR'] },
					rows: values.map((each, place) => [place, each] as const)
				};
			})
		);
		return {
			columns: withColumns(
				input,
				fields.map((field, i) => ({
					field: isNumericType(field.type) ? { ...asDouble(field), kind: field.kind } : field,
					sql: isNumericType(field.type)
						? `coalesce(${columnSql(field)}, ${value(i, 0)})`
						: `coalesce(${valueSql(field)}, ${value(i, 0)}::${field.type})`,
					from: [field.name]
				}))
			),
			from
		};
	},
	fitSql: ({ columns }, input, from) =>
		columns
			.map((name) => {
				const field = categoryField(input, name);
				const isNumber = isNumericType(field.type);
				const [text, number] = isNumber
					? ['NULL::VARCHAR', columnSql(field)]
					: [`${valueSql(field)}::VARCHAR`, 'NULL::DOUBLE'];
				return (
					`(SELECT ${sqlValue(name)} AS c, t, n, i FROM (SELECT t, n, row_number() OVER (ORDER BY t, n) AS i, count(*) OVER () AS k ` +
					`FROM (SELECT ${text} AS t, ${number} AS n FROM ${from}) WHERE t IS NOT NULL OR isfinite(n)) ` +
					`WHERE k <= ${most} OR (i * ${most}) // k <> ((i - 1) * ${most}) // k)`
				);
			})
			.join(' UNION ALL '),
	learn: (rows, { columns }) => ({
		columns: columns.map((column) => ({
			column,
			values: rows
				.filter((row) => row['c'] === column)
				.sort((a, b) => Number(a['i']) - Number(b['i']))
				.flatMap((row) => row['n'] ?? row['t'] ?? [])
		}))
	})
});
