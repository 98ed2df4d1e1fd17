import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { meanRadius, placeFields, placeSql } from '../../coordinates';
import { booleanField, initialNameField, numberField } from '../../field';
import { defineOperation, withColumns, type OutputColumn } from '../../operation';

export const gridCell = defineOperation({
	id: 'grid-cell',
	group: 'geo',
	title: 'Cell of a grid',
	description:
		'Groups places by a grid of cells about `size` kilometres high and wide, named by their row and place in it, such as 396:1265. `centre` adds the middle of the cell.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		size: numberField(10, { min: 0.001, max: 20_000 }),
		centre: booleanField(false),
		name: initialNameField('cell')
	}),
	query: ({ latitude, longitude, size, centre, name }, input) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const high = (size * 1000 * 180) / (Math.PI * meanRadius);
		const row = `floor(${lat} / ${sqlValue(high)})`;
		const middle = `least(greatest((${row} + 0.5e0) * ${sqlValue(high)}, -89.9e0), 89.9e0)`;
		const wide = `(${sqlValue(high)} / cos(radians(${middle})))`;
		const place = `floor(${lon} / ${wide})`;
		const from = [latitude, longitude];
		const whole = (sql: string) => `CASE WHEN ${lat} IS NOT NULL AND ${lon} IS NOT NULL THEN ${sql} END`;
		const number = (axis: string, sql: string): OutputColumn => ({
			field: { name: `${name}_${axis}`, type: 'DOUBLE', kind: 'numeric' },
			sql: whole(sql),
			from
		});
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'VARCHAR', kind: 'categorical' },
					sql: whole(`(${row}::BIGINT)::VARCHAR || ':' || (${place}::BIGINT)::VARCHAR`),
					from
				},
				...(centre ? [number('latitude', middle), number('longitude', `(${place} + 0.5e0) * ${wide}`)] : [])
			])
		};
	}
});
