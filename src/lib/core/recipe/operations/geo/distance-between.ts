import * as v from 'valibot';
import { distanceUnits, placeFields, placeSql } from '../../coordinates';
import { choiceField, columnField, initialNameField } from '../../field';
import { distanceQuery, earthModels } from '../../geo-distance';
import { defineOperation } from '../../operation';

export const distanceBetween = defineOperation({
	id: 'distance-between',
	group: 'geo',
	title: 'Distance of two places',
	description:
		'How far two places in degrees are apart. sphere: the great circle on a sphere of 6371.0088 km (haversine), within 0.6 % of the truth. ' +
		'ellipsoid: WGS 84 (Vincenty), right to 0.1 mm; missing for places nearly opposite on Earth, where it does not settle.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		toLatitude: columnField('number'),
		toLongitude: columnField('number'),
		model: choiceField(earthModels, 'sphere'),
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('distance')
	}),
	query: ({ latitude, longitude, toLatitude, toLongitude, ...how }, input) =>
		distanceQuery(
			input,
			how,
			placeSql(input, { latitude, longitude }),
			placeSql(input, { latitude: toLatitude, longitude: toLongitude }),
			[latitude, longitude, toLatitude, toLongitude]
		)
});
