import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnsField, groupsField, optionalColumnField } from '../../field';
import { freshName } from '../../fresh-name';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { windowOf } from '../../window';
import { featureColumns, featureFields } from './feature-columns';

export const seriesFeatures = defineOperation({
	id: 'series-features',
	group: 'series',
	title: 'Features of series',
	description:
		'One row for each series, at the place of its first, with features of its columns in order: the minimal 8, an efficient subset, all, or those chosen. Missing values are passed over; what is not defined for so few is missing.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField('number'),
		order: optionalColumnField('any'),
		by: groupsField(),
		...featureFields
	}),
	query: (params, input, _fitted, { row }) => {
		const { groups, places } = windowOf(params, input, row);
		const base = freshName(input, 'list');
		const lists = params.columns.map((name, i) => ({
			name,
			values: finiteColumnSql(numberField(input, name)),
			list: sqlName(`${base} ${i + 1}`),
			from: [name, ...params.by]
		}));
		const { columns, from } = featureColumns('series-features', params, input, lists);
		return {
			columns: [...fieldsNamed(input, params.by).map(passColumn), ...columns],
			from: (relation, hidden) => {
				const [rowName, train] = hidden;
				const made = [
					...groups,
					...lists.map(({ values, list }) => `list(${values} ORDER BY ${places.join(', ')}) AS ${list}`),
					...(rowName === undefined ? [] : [`min(${rowName}) AS ${rowName}`]),
					...(train === undefined ? [] : [`bool_and(${train}) AS ${train}`])
				];
				return from(
					`(SELECT ${made.join(', ')} FROM ${relation}${groups.length === 0 ? '' : ` GROUP BY ${groups.join(', ')}`})`
				);
			}
		};
	}
});
