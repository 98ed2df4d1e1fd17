import * as v from 'valibot';
import { addNumbers, bearingSql, placeFields, placeSql } from '../../coordinates';
import { choiceField, columnField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';

export const bearing = defineOperation({
	id: 'bearing',
	group: 'geo',
	title: 'Direction to a place',
	description:
		'The direction from one place to another in degrees from north, clockwise: as the great circle sets out (start), or as it arrives (end).',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		toLatitude: columnField('number'),
		toLongitude: columnField('number'),
		at: choiceField(['start', 'end'], 'start'),
		name: initialNameField('bearing')
	}),
	query: ({ latitude, longitude, toLatitude, toLongitude, at, name }, input) => {
		const a = placeSql(input, { latitude, longitude });
		const b = placeSql(input, { latitude: toLatitude, longitude: toLongitude });
		const sql = at === 'start' ? bearingSql(a, b) : `((${bearingSql(b, a)} + 180e0) % 360e0)`;
		return addNumbers(input, { [name]: sql }, [latitude, longitude, toLatitude, toLongitude]);
	}
});
