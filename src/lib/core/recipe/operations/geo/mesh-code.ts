import * as v from 'valibot';
import { placeFields } from '../../coordinates';
import { choiceField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { meshCodeSql } from '../../place-codes';
import { placeCodeQuery } from './place-code';

const levels = { '80': 1, '10': 2, '1': 3, '0.5': 4, '0.25': 5 } as const;

export const meshCode = defineOperation({
	id: 'mesh-code',
	group: 'geo',
	title: 'Japanese grid square',
	description:
		'The standard grid square code of Japan (JIS X 0410) of a place, of about 80, 10, 1, 0.5 or 0.25 km. Missing outside of Japan.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		size: choiceField(['80', '10', '1', '0.5', '0.25'], '1'),
		name: initialNameField('mesh')
	}),
	query: (params, input) => placeCodeQuery(input, params, (place) => meshCodeSql(place, levels[params.size]))
});
