import * as v from 'valibot';
import { choiceField, columnField, intoField, numberField } from '../../field';
import { finiteColumnSql, numberField as numbersOf } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const formatCoordinate = defineOperation({
	id: 'format-coordinate',
	group: 'geo',
	title: 'Write degrees, minutes, seconds',
	description:
		"Writes a coordinate in degrees as 35°41'22.2\"N, or 35°41.370'N, with `digits` after the point and N or S for a latitude, E or W for a longitude.",
	rows: 'each',
	params: v.strictObject({
		column: columnField('number'),
		axis: choiceField(['latitude', 'longitude'], 'latitude'),
		style: choiceField(['seconds', 'minutes'], 'seconds'),
		digits: numberField(1, { integer: true, min: 0, max: 6 }),
		into: intoField()
	}),
	query: ({ column, axis, style, digits, into }, input) => {
		const field = numbersOf(input, column);
		const x = finiteColumnSql(field);
		const parts = 10 ** digits;
		const [per, mark] = style === 'seconds' ? [3600, '"'] : [60, "''"];
		const all = `round(abs(${x}) * ${per * parts})::BIGINT`;
		const whole = 60 * parts;
		const small = `(${all} % ${whole})`;
		const point = digits === 0 ? '' : ` || '.' || lpad((${small} % ${parts})::VARCHAR, ${digits}, '0')`;
		const last = `lpad((${small} // ${parts})::VARCHAR, 2, '0')${point} || '${mark}'`;
		const minutes = `lpad((${all} // ${whole} % 60)::VARCHAR, 2, '0') || ''''`;
		const written =
			style === 'seconds'
				? `(${all} // ${whole * 60})::VARCHAR || '°' || ${minutes} || ${last}`
				: `(${all} // ${whole})::VARCHAR || '°' || ${last}`;
		const [above, below] = axis === 'latitude' ? ['N', 'S'] : ['E', 'W'];
		const most = axis === 'latitude' ? 90 : 180;
		return {
			columns: withColumns(input, [
				{
					field: { name: into ?? column, type: 'VARCHAR', kind: 'text' },
					sql: `CASE WHEN abs(${x}) <= ${most} THEN ${written} || CASE WHEN ${x} < 0 THEN '${below}' ELSE '${above}' END END`,
					from: [column]
				}
			])
		};
	}
});
