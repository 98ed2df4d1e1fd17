import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { isNumericType } from '../../../table/schema';
import { columnsField, choiceField } from '../../field';
import { defineOperation, fieldNamed, withColumns, wantType } from '../../operation';
import { finiteColumnSql } from '../../number-column';

const perUnit = { seconds: 1e6, milliseconds: 1e3, microseconds: 1, nanoseconds: 1e-3 } as const;
export const unixToTimestamp = defineOperation({
	id: 'unix-to-timestamp',
	group: 'types',
	title: 'Unix time to date and time',
	description:
		'Reads numbers as seconds, milliseconds, microseconds or nanoseconds since 1970 (UTC). Beyond the calendar they become missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		unit: choiceField(['seconds', 'milliseconds', 'microseconds', 'nanoseconds'], 'seconds')
	}),
	query: ({ columns, unit }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = wantType(fieldNamed(input, name), 'number', isNumericType);
				return {
					field: { name, type: 'TIMESTAMP', kind: 'datetime' },
					sql: `TRY(make_timestamp(TRY_CAST(${finiteColumnSql(field)} * ${sqlValue(perUnit[unit])} AS BIGINT)))`,
					from: [name]
				};
			})
		)
	})
});
