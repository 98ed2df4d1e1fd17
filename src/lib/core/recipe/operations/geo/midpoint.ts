import * as v from 'valibot';
import { addNumbers, placeFields, placeSql, wrapLongitude } from '../../coordinates';
import { columnField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';

export const midpoint = defineOperation({
	id: 'midpoint',
	group: 'geo',
	title: 'Midpoint of two places',
	description: 'The place halfway between two on the great circle: `name_latitude` and `name_longitude`.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		toLatitude: columnField('number'),
		toLongitude: columnField('number'),
		name: initialNameField('midpoint')
	}),
	query: ({ latitude, longitude, toLatitude, toLongitude, name }, input) => {
		const a = placeSql(input, { latitude, longitude });
		const b = placeSql(input, { latitude: toLatitude, longitude: toLongitude });
		const [lat1, lat2, turn] = [`radians(${a.lat})`, `radians(${b.lat})`, `radians(${b.lon} - ${a.lon})`];
		const x = `(cos(${lat1}) + cos(${lat2}) * cos(${turn}))`;
		const y = `(cos(${lat2}) * sin(${turn}))`;
		return addNumbers(
			input,
			{
				[`${name}_latitude`]: `degrees(atan2(sin(${lat1}) + sin(${lat2}), sqrt(${x} ** 2 + ${y} ** 2)))`,
				[`${name}_longitude`]: wrapLongitude(`${a.lon} + degrees(atan2(${y}, ${x}))`)
			},
			[latitude, longitude, toLatitude, toLongitude]
		);
	}
});
