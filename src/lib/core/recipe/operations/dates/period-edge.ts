import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { intervalSql, type DateUnit } from '../../date-units';
import { columnsField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

interface PeriodEdge<Id extends string> {
	readonly id: Id;
	readonly title: string;
	readonly description: string;
	readonly unit: DateUnit;
	readonly edge: 'start' | 'end';
}

const params = v.strictObject({ columns: columnsField('temporal'), suffix: optionalTextField() });

/** The first or last day of the period that holds a date. */
export function periodEdge<const Id extends string>({ id, title, description, unit, edge }: PeriodEdge<Id>) {
	return defineOperation<Id, typeof params>({
		id,
		group: 'dates',
		title,
		description,
		rows: 'each',
		params,
		query: (chosen, input) =>
			eachDate(chosen, input, 'DATE', (x) => {
				const start = `date_trunc('${unit}', ${x})`;
				return edge === 'start' ? start : `${start} + ${intervalSql(1, unit)} - to_days(1)`;
			})
	});
}
