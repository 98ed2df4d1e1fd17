import * as v from 'valibot';
import { distanceUnits, layered, placeFields, placeSql, sphereDistance, unitMetres } from '../../coordinates';
import { choiceField, initialNameField } from '../../field';
import { freshName } from '../../fresh-name';
import { defineOperation, withColumns } from '../../operation';
import { sqlName, sqlValue } from '../../../table/sql';
import { windowFields, windowFrom, windowOf } from '../../window';

export const distanceAlong = defineOperation({
	id: 'distance-along',
	group: 'geo',
	title: 'Way along a track',
	description:
		'How long the way is from the first place of the group to each, from one place to the next in their order. A missing place adds nothing, nor does the way to and from it.',
	rows: 'mark',
	readsOrder: true,
	params: v.strictObject({
		...placeFields,
		...windowFields,
		unit: choiceField(distanceUnits, 'kilometre'),
		name: initialNameField('way')
	}),
	query: ({ latitude, longitude, unit, name, ...along }, input, _fitted, { row }) => {
		const here = placeSql(input, { latitude, longitude });
		const window = windowOf(along, input, row);
		const before = { lat: `(lag(${here.lat}) ${window.over()})`, lon: `(lag(${here.lon}) ${window.over()})` };
		const step = freshName(input, 'step of the way');
		return {
			columns: withColumns(input, [
				{
					field: { name, type: 'DOUBLE', kind: 'numeric' },
					sql: `CASE WHEN ${here.lat} IS NOT NULL AND ${here.lon} IS NOT NULL THEN coalesce(sum(${sqlName(step)}) ${window.sofar}, 0) / ${sqlValue(unitMetres[unit])} END`,
					from: [latitude, longitude, ...windowFrom(along)]
				}
			]),
			from: layered([{ step: sphereDistance(before, here) }], () => step)
		};
	}
});
