import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { columnField, groupsField } from '../../field';
import { freshName } from '../../fresh-name';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';
import { sqlName } from '../../../table/sql';

export const keepCommonTimes = defineOperation({
	id: 'keep-common-times',
	group: 'series',
	title: 'Keep times all series have',
	description: 'Keeps the rows whose moment every series has a row for. Rows without a moment go.',
	rows: 'fewer',
	readsOrder: true,
	params: v.strictObject({ time: columnField('temporal'), by: groupsField() }),
	query: ({ time, by }, input) => {
		const moment = momentSql(input, time);
		const series = `row(${['TRUE', ...fieldsNamed(input, by).map(({ name }) => sqlName(name))].join(', ')})`;
		const all = sqlName(freshName(input, 'number of series'));
		const rank = (down: string) => `dense_rank() OVER (PARTITION BY ${moment} ORDER BY ${series}${down})`;
		return {
			columns: input.map(passColumn),
			where: `${moment} IS NOT NULL`,
			// up and down the ranks of a row come to one more than there are
			qualify: `${rank('')} + ${rank(' DESC')} - 1 = ${all}`,
			from: (relation) =>
				`(SELECT *, (SELECT count(DISTINCT ${series}) FROM ${relation} WHERE ${moment} IS NOT NULL) AS ${all} FROM ${relation})`
		};
	},
	portable: () => new Map()
});
