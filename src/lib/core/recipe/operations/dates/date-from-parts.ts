import * as v from 'valibot';
import { columnField, initialNameField, optionalColumnField } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const dateFromParts = defineOperation({
	id: 'date-from-parts',
	group: 'dates',
	title: 'Date from parts',
	description:
		'A moment from number columns for the year, month, day, hour, minute and second; those left out are 1 (month, day) or 0. A date that does not exist, or a part missing: missing.',
	rows: 'each',
	params: v.strictObject({
		year: columnField('number'),
		month: optionalColumnField('number'),
		day: optionalColumnField('number'),
		hour: optionalColumnField('number'),
		minute: optionalColumnField('number'),
		second: optionalColumnField('number'),
		name: initialNameField('date')
	}),
	query: ({ year, month, day, hour, minute, second, name }, input) => {
		const part = (column: string | undefined, otherwise: string, type: string) =>
			column === undefined ? otherwise : `try_cast(${finiteColumnSql(numberField(input, column))} AS ${type})`;
		const from = [year, month, day, hour, minute, second].flatMap((column) => column ?? []);
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'TIMESTAMP', kind: 'datetime' },
					sql: `try(make_timestamp(${part(year, '1970', 'BIGINT')}, ${part(month, '1', 'BIGINT')}, ${part(day, '1', 'BIGINT')}, ${part(hour, '0', 'BIGINT')}, ${part(minute, '0', 'BIGINT')}, ${part(second, '0', 'DOUBLE')}))`,
					from
				}
			])
		};
	}
});
