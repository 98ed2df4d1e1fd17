import * as v from 'valibot';
import { placeFields } from '../../coordinates';
import { numberField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { geohashSql } from '../../place-codes';
import { placeCodeQuery } from './place-code';

export const geohashEncode = defineOperation({
	id: 'geohash-encode',
	group: 'geo',
	title: 'Geohash',
	description:
		'The geohash of a place, a text that near places share the beginning of: of 1 letter (5000 km) to 12 (4 cm); 5 are about 5 km.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		letters: numberField(6, { integer: true, min: 1, max: 12 }),
		name: initialNameField('geohash')
	}),
	query: (params, input) => placeCodeQuery(input, params, (place) => geohashSql(place, params.letters))
});
