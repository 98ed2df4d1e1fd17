import { plusCodeSql } from '../../place-codes';
import { placeCode } from './place-code';

export const plusCodeEncode = placeCode({
	id: 'plus-code-encode',
	title: 'Plus Code',
	description:
		'The Open Location Code of a place, such as 8FVC9G8F+6X: of 4 digits (100 km), 6 (5 km), 8 (250 m), 10 (14 m), 11 (3 m) or 12 (0.6 m).',
	name: 'plus_code',
	sizes: ['4', '6', '8', '10', '11', '12'],
	size: '10',
	sql: (place, size) => plusCodeSql(place, Number(size))
});
