import * as v from 'valibot';
import { isTemporalType } from '../../../table/schema';
import { sqlName } from '../../../table/sql';
import { momentSql } from '../../date-column';
import { columnField, initialNameField } from '../../field';
import { columnSql } from '../../formula/compile';
import { defineOperation, fieldNamed, wantType, withColumns } from '../../operation';

export const combineDateTime = defineOperation({
	id: 'combine-date-time',
	group: 'dates',
	title: 'Combine date and time',
	description:
		'A date column and a time column (text like 9:05 or 09:05:30, a time, or a moment whose time is taken) become a moment. Time that cannot be read, or one of them missing: missing.',
	rows: 'each',
	params: v.strictObject({ date: columnField('temporal'), time: columnField('any'), name: initialNameField('moment') }),
	query: ({ date, time, name }, input) => {
		const field = fieldNamed(input, time);
		const x = sqlName(time);
		const clock = isTemporalType(field.type)
			? `${columnSql(field)}::TIME`
			: field.type === 'VARCHAR'
				? `try_cast(regexp_replace(trim(${x}), '^(\\d):', '0\\1:') AS TIME)`
				: `${wantType(field, 'temporal', (type) => type === 'TIME') && x}`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'TIMESTAMP', kind: 'datetime' },
					sql: `(${momentSql(input, date)}::DATE + ${clock})`,
					from: [date, time]
				}
			])
		};
	}
});
