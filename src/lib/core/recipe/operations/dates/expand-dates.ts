import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { momentSql } from '../../date-column';
import { dateUnits, intervalSql, secondsOf } from '../../date-units';
import { choiceField, columnField, initialNameField, numberField as numberParam } from '../../field';
import { freshName } from '../../fresh-name';
import { defineOperation, withColumns } from '../../operation';

export const expandDates = defineOperation({
	id: 'expand-dates',
	group: 'dates',
	title: 'A row for each date of a span',
	description:
		'Repeats a row for each date from one column to another, both counted, by a step. Span missing or backwards: the row goes. At most 100000 dates a row; more stop the run.',
	rows: 'new',
	readsOrder: true,
	params: v.strictObject({
		from: columnField('temporal'),
		to: columnField('temporal'),
		every: numberParam(1, { integer: true, min: 1, max: 1_000_000 }),
		unit: choiceField(dateUnits, 'day'),
		name: initialNameField('date')
	}),
	query: ({ from, to, every, unit, name }, input, _fitted, { row }) => {
		const [a, b] = [momentSql(input, from), momentSql(input, to)];
		const made = freshName(input, 'date of the span');
		const date = sqlName(made);
		const step = every * secondsOf[unit];
		return {
			columns: withColumns(input, [
				{ field: { name, type: 'TIMESTAMP', kind: 'datetime' }, sql: date, from: [from, to] }
			]),
			from: (relation) =>
				`(SELECT *, unnest(CASE WHEN (epoch_us(${b}) - epoch_us(${a})) / 1e6 > 100000e0 * ${step} THEN error('more than 100000 dates in a row') WHEN ${a} <= ${b} THEN generate_series(${a}, ${b}, ${intervalSql(every, unit)}) ELSE [] END) AS ${date} FROM ${relation})`,
			orderBy: [row, date]
		};
	}
});
