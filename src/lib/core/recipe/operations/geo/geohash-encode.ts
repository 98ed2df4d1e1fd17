import { geohashSql } from '../../place-codes';
import { placeCode } from './place-code';

export const geohashEncode = placeCode({
	id: 'geohash-encode',
	title: 'Geohash',
	description:
		'The geohash of a place, a text that near places share the beginning of: of 1 letter (5000 km) to 12 (4 cm); 5 are about 5 km.',
	name: 'geohash',
	sizes: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'],
	size: '6',
	sql: (place, size) => geohashSql(place, Number(size))
});
