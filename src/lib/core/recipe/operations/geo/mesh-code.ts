import { meshCodeSql } from '../../place-codes';
import { placeCode } from './place-code';

const levels = { '80': 1, '10': 2, '1': 3, '0.5': 4, '0.25': 5 } as const;

export const meshCode = placeCode({
	id: 'mesh-code',
	title: 'Japanese grid square',
	description:
		'The standard grid square code of Japan (JIS X 0410) of a place, of about 80, 10, 1, 0.5 or 0.25 km. Missing outside of Japan.',
	name: 'mesh',
	sizes: ['80', '10', '1', '0.5', '0.25'],
	size: '1',
	sql: (place, size) => meshCodeSql(place, levels[size])
});
