import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { distanceUnits, placeFields, placeSql } from '../../coordinates';
import { choiceField, initialNameField, numberField } from '../../field';
import { distanceQuery, earthModels } from '../../geo-distance';
import { defineOperation } from '../../operation';

const StateSchema = v.strictObject({ latitude: v.nullable(v.number()), longitude: v.nullable(v.number()) });

export const distanceToPlace = defineOperation({
	id: 'distance-to-place',
	group: 'geo',
	title: 'Distance to one place',
	description:
		'How far each place is from one: the middle of the rows learned from, or the coordinates given. Models and units as in distance-between.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		place: choiceField(['centre', 'given'], 'centre'),
		atLatitude: numberField(0, { min: -90, max: 90, when: { field: 'place', is: ['given'] } }),
		atLongitude: numberField(0, { min: -360, max: 360, when: { field: 'place', is: ['given'] } }),
		model: choiceField(earthModels, 'sphere'),
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('distance')
	}),
	state: StateSchema,
	learns: ({ place }) => place === 'centre',
	query: ({ latitude, longitude, place, atLatitude, atLongitude, ...how }, input, fitted) => {
		const at = place === 'given' ? { latitude: atLatitude, longitude: atLongitude } : fitted;
		const to = { lat: `${sqlValue(at?.latitude ?? null)}::DOUBLE`, lon: `${sqlValue(at?.longitude ?? null)}::DOUBLE` };
		return distanceQuery(input, how, placeSql(input, { latitude, longitude }), to, [latitude, longitude]);
	},
	/** The mean of the points as directions in space, so that a middle across the date line is right. */
	fitSql: (params, input, from) => {
		const { lat, lon } = placeSql(input, params);
		return (
			`SELECT degrees(atan2(z, sqrt(x * x + y * y))) AS lat, degrees(atan2(y, x)) AS lon FROM ` +
			`(SELECT avg(cos(radians(${lat})) * cos(radians(${lon}))) AS x, avg(cos(radians(${lat})) * sin(radians(${lon}))) AS y, avg(sin(radians(${lat}))) AS z FROM ${from})`
		);
	},
	learn: ([row]) => {
		const figure = (key: string) => (typeof row?.[key] === 'number' ? row[key] : null);
		return { latitude: figure('lat'), longitude: figure('lon') };
	}
});
