import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { columnField, groupsField } from '../../field';
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
		return {
			columns: input.map(passColumn),
			where: `${moment} IS NOT NULL`,
			qualify: `count(DISTINCT ${series}) OVER (PARTITION BY ${moment}) = count(DISTINCT ${series}) OVER ()`
		};
	}
});
