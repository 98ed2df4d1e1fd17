import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { momentSql } from '../../date-column';
import { booleanField, columnField, columnsField, groupsField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { windowOf } from '../../window';

export const seriesToLists = defineOperation({
	id: 'series-to-lists',
	group: 'series',
	title: 'Gather series into lists',
	description:
		'One row for each series, at the place of its first: the values of each column as a list in the order of time, missing ones kept, rows without a moment last. With the first and last moment if wished.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		columns: columnsField(),
		time: columnField('temporal'),
		by: groupsField(),
		span: booleanField(true)
	}),
	query: ({ columns, time, by, span }, input, _fitted, { row }) => {
		const moment = momentSql(input, time);
		const { groups, places } = windowOf({ order: time, by }, input, row);
		const lists = fieldsNamed(
			input,
			columns.filter((name) => !by.includes(name))
		);
		const ends = [
			{ name: `${time}_start`, sql: `min(${moment})` },
			{ name: `${time}_end`, sql: `max(${moment})` }
		];
		return {
			columns: [
				...fieldsNamed(input, by).map(passColumn),
				...lists.map((field) => ({
					field: { name: field.name, type: `${field.type}[]`, kind: 'list' as const },
					sql: `list(${sqlName(field.name)} ORDER BY ${places.join(', ')})`,
					from: [field.name, time, ...by]
				})),
				...(span ? ends : []).map(({ name, sql }) => ({
					field: { name, type: 'TIMESTAMP', kind: 'datetime' as const },
					sql,
					from: [time, ...by]
				}))
			],
			groupBy: groups.length === 0 ? ['()'] : groups
		};
	}
});
