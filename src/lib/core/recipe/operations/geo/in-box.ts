import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { placeFields, placeSql, wrapLongitude } from '../../coordinates';
import { initialNameField, numberField } from '../../field';
import { defineOperation, withColumns } from '../../operation';

export const inBox = defineOperation({
	id: 'in-box',
	group: 'geo',
	title: 'Inside a box',
	description:
		'Whether a place lies between two latitudes and two longitudes, the edges included. A box whose west is east of its east spans the date line.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		south: numberField(-90, { min: -90, max: 90 }),
		north: numberField(90, { min: -90, max: 90 }),
		west: numberField(-180, { min: -180, max: 180 }),
		east: numberField(180, { min: -180, max: 180 }),
		name: initialNameField('inside')
	}),
	query: ({ latitude, longitude, south, north, west, east, name }, input) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const x = `(CASE WHEN abs(${lon}) <= 180 THEN ${lon} ELSE ${wrapLongitude(lon)} END)`;
		const between = `${x} >= ${sqlValue(west)} ${west <= east ? 'AND' : 'OR'} ${x} <= ${sqlValue(east)}`;
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'BOOLEAN', kind: 'boolean' },
					sql: `${lat} BETWEEN ${sqlValue(south)} AND ${sqlValue(north)} AND (${between})`,
					from: [latitude, longitude]
				}
			])
		};
	}
});
