import { geohashPlaceSql } from '../../place-codes';
import { codePlace } from './code-place';

export const geohashDecode = codePlace({
	id: 'geohash-decode',
	title: 'Geohash to place',
	description:
		'The middle of the cell of a geohash of 1 to 12 letters: `name_latitude` and `name_longitude`. Missing where the text is none.',
	name: 'geohash',
	sql: geohashPlaceSql
});
