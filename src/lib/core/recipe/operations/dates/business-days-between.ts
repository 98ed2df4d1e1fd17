import * as v from 'valibot';
import { momentSql } from '../../date-column';
import { columnField, initialNameField, optionalValuesField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { businessDaysSql } from './business-days';

export const businessDaysBetween = defineOperation({
	id: 'business-days-between',
	group: 'dates',
	title: 'Business days between dates',
	description:
		'Days from Monday to Friday that are no holidays, from the first date (counted) to the second (not counted); negative when the second is earlier.',
	rows: 'each',
	params: v.strictObject({
		from: columnField('temporal'),
		to: columnField('temporal'),
		holidays: optionalValuesField(),
		name: initialNameField('business_days')
	}),
	query: ({ from, to, holidays = [], name }, input) => {
		const [a, b] = [momentSql(input, from), momentSql(input, to)];
		const count = businessDaysSql('business-days-between', holidays);
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BIGINT', kind: 'numeric' },
					sql: `(CASE WHEN ${b} >= ${a} THEN ${count(a, b)} ELSE -${count(b, a)} END)::BIGINT`,
					from: [from, to]
				}
			])
		};
	}
});
