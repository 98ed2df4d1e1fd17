import * as v from 'valibot';
import { eachDate } from '../../date-column';
import { intervalSql } from '../../date-units';
import { columnsField, numberField as numberParam, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const shiftTimeZone = defineOperation({
	id: 'shift-time-zone',
	group: 'dates',
	title: 'Shift the time zone',
	description:
		'Reads the times as of one fixed offset from UTC, in hours, and writes them as of another: 0 to 9 makes UTC Japan time. Knows no summer time.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('temporal'),
		from: offsetField(0),
		to: offsetField(9),
		suffix: optionalTextField()
	}),
	query: (chosen, input) =>
		eachDate(
			chosen,
			input,
			'TIMESTAMP',
			(x) => `try(${x} + ${intervalSql(Math.round((chosen.to - chosen.from) * 60), 'minute')})`
		)
});
function offsetField(initial: number) {
	return numberParam(initial, { min: -14, max: 14 });
}
