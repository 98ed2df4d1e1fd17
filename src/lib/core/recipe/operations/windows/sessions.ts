import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { momentSql } from '../../date-column';
import { dateUnits, intervalSql } from '../../date-units';
import { choiceField, columnField, groupsField, initialNameField, numberField as numberParam } from '../../field';
import { freshName } from '../../fresh-name';
import { defineOperation, withColumns } from '../../operation';
import { windowOf } from '../../window';

export const sessions = defineOperation({
	id: 'sessions',
	group: 'windows',
	title: 'Number sessions',
	description:
		'A new session of a group begins with its first row and with each row that comes more than `gap` after the one before. Rows without a moment are in none.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		time: columnField('temporal'),
		gap: numberParam(30, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'minute'),
		by: groupsField(),
		name: initialNameField('session')
	}),
	query: ({ time, gap, unit, by, name }, input, _fitted, { row }) => {
		const moment = momentSql(input, time);
		const { over, sofar } = windowOf({ order: time, by }, input, row);
		const starts = sqlName(freshName(input, 'session starts'));
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BIGINT', kind: 'numeric' },
					sql: `CASE WHEN ${moment} IS NOT NULL THEN (sum(${starts}::BIGINT) ${sofar})::BIGINT END`,
					from: [time, ...by]
				}
			]),
			from: (relation) =>
				`(SELECT *, coalesce(${moment} > lag(${moment}) ${over()} + ${intervalSql(gap, unit)}, row_number() ${over()} = 1) AS ${starts} FROM ${relation})`
		};
	}
});
