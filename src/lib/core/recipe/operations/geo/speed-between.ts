import * as v from 'valibot';
import { addNumbers, distanceUnits, placeFields, placeSql, sphereDistance, unitMetres } from '../../coordinates';
import { momentSql } from '../../date-column';
import { differenceSql } from '../../date-units';
import { choiceField, columnField, groupsField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { sqlValue } from '../../../table/sql';
import { windowOf } from '../../window';

export const speedBetween = defineOperation({
	id: 'speed-between',
	group: 'geo',
	title: 'Speed along a track',
	description:
		'From each place to the one before in its group, in the order of time: the distance `name_distance`, and the speed an hour `name_speed`. Missing for the first, and speed where no time has passed.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		...placeFields,
		time: columnField('temporal'),
		by: groupsField(),
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('step')
	}),
	query: ({ latitude, longitude, time, by, unit, name }, input, _fitted, { row }) => {
		const here = placeSql(input, { latitude, longitude });
		const moment = momentSql(input, time);
		const over = windowOf({ order: time, by }, input, row).over();
		const before = { lat: `(lag(${here.lat}) ${over})`, lon: `(lag(${here.lon}) ${over})` };
		const distance = `${sphereDistance(before, here)} / ${sqlValue(unitMetres[unit])}`;
		const hours = `(${differenceSql('exact', 'hour', `lag(${moment}) ${over}`, moment)})::DOUBLE`;
		return addNumbers(
			input,
			{ [`${name}_distance`]: distance, [`${name}_speed`]: `(${distance}) / nullif(${hours}, 0)` },
			[latitude, longitude, time, ...by]
		);
	}
});
