import * as v from 'valibot';
import type { TableSchema } from '../../../table/schema';
import { eachDate } from '../../date-column';
import { dateUnits, intervalSql } from '../../date-units';
import { choiceField, columnsField, numberField, optionalTextField } from '../../field';
import type { StepQuery } from '../../operation';

export const shiftParams = v.strictObject({
	columns: columnsField('temporal'),
	amount: numberField(1, { integer: true, min: -1_000_000, max: 1_000_000 }),
	unit: choiceField(dateUnits, 'day'),
	suffix: optionalTextField()
});

/** Dates some time later (sign 1) or before (-1). Days of whole days stay days. */
export function shiftedDates(chosen: v.InferOutput<typeof shiftParams>, input: TableSchema, sign: 1 | -1): StepQuery {
	const { amount, unit } = chosen;
	const isClock = ['hour', 'minute', 'second'].includes(unit);
	return eachDate(
		chosen,
		input,
		(field) => (field.type === 'DATE' && !isClock ? 'DATE' : 'TIMESTAMP'),
		(x) => `try(${x} + ${intervalSql(sign * amount, unit)})`
	);
}
