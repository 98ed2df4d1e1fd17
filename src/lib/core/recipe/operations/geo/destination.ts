import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import {
	addNumbers,
	distanceUnits,
	meanRadius,
	placeFields,
	placeSql,
	unitMetres,
	wrapLongitude
} from '../../coordinates';
import { choiceField, columnField, initialNameField } from '../../field';
import { finiteColumnSql, numberField } from '../../number-column';
import { defineOperation } from '../../operation';

export const destination = defineOperation({
	id: 'destination',
	group: 'geo',
	title: 'Place at a distance',
	description:
		'Where a way of a certain direction (degrees from north, clockwise) and distance leads from a place, on a sphere: `name_latitude` and `name_longitude`.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		bearing: columnField('number'),
		distance: columnField('number'),
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('destination')
	}),
	query: ({ latitude, longitude, bearing, distance, unit, name }, input) => {
		const { lat, lon } = placeSql(input, { latitude, longitude });
		const way = `radians(${finiteColumnSql(numberField(input, bearing))})`;
		const angle = `((${finiteColumnSql(numberField(input, distance))}) * ${sqlValue(unitMetres[unit] / meanRadius)})`;
		const sine = `least(greatest(sin(radians(${lat})) * cos(${angle}) + cos(radians(${lat})) * sin(${angle}) * cos(${way}), -1e0), 1e0)`;
		const isThere = `${lat} IS NOT NULL AND ${lon} IS NOT NULL AND ${way} IS NOT NULL AND ${angle} IS NOT NULL`;
		const turn = `atan2(sin(${way}) * sin(${angle}) * cos(radians(${lat})), cos(${angle}) - sin(radians(${lat})) * ${sine})`;
		return addNumbers(
			input,
			{
				[`${name}_latitude`]: `CASE WHEN ${isThere} THEN degrees(asin(${sine})) END`,
				[`${name}_longitude`]: `CASE WHEN ${isThere} THEN ${wrapLongitude(`${lon} + degrees(${turn})`)} END`
			},
			[latitude, longitude, bearing, distance]
		);
	}
});
