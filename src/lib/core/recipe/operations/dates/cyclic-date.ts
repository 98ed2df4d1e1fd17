import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { choicesField, columnsField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

export const cyclicDate = defineOperation({
	id: 'cyclic-date',
	group: 'dates',
	title: 'Dates on a circle',
	description:
		'Adds the sine and the cosine of parts of a date, so that December lies beside January and 23:00 beside 0:00. Each part goes round once in its period: months of a year, days of a month of its own length, days of a year of its own length.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		parts: choicesField(['month', 'day', 'weekday', 'day-of-year', 'hour', 'minute', 'second'])
	}),
	query: ({ columns, parts }, input) => ({
		columns: withColumns(
			input,
			columns.flatMap((name) => {
				const moment = momentSql(input, name);
				return [...new Set(parts)].flatMap((part) =>
					['sin', 'cos'].map((fn) => ({
						field: { name: `${name}_${part.replaceAll('-', '_')}_${fn}`, type: 'DOUBLE', kind: 'numeric' as const },
						sql: `${fn}(2e0 * pi() * ${turnSql[part](moment)})`,
						from: [name]
					}))
				);
			})
		)
	})
});
/** SQL of the share of the cycle gone by, 0 at its start. */
const turnSql = {
	month: (x: string) => `((month(${x}) - 1) / 12e0)`,
	day: (x: string) => `((day(${x}) - 1) / day(last_day(${x}))::DOUBLE)`,
	weekday: (x: string) => `((isodow(${x}) - 1) / 7e0)`,
	'day-of-year': (x: string) => `((dayofyear(${x}) - 1) / dayofyear(make_date(year(${x}), 12, 31))::DOUBLE)`,
	hour: (x: string) => `(hour(${x}) / 24e0)`,
	minute: (x: string) => `(minute(${x}) / 60e0)`,
	second: (x: string) => `(second(${x}) / 60e0)`
} as const;
