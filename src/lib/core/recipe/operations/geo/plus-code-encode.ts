import * as v from 'valibot';
import { placeFields } from '../../coordinates';
import { numberField, initialNameField } from '../../field';
import { defineOperation } from '../../operation';
import { plusCodeSql } from '../../place-codes';
import { placeCodeQuery } from './place-code';

export const plusCodeEncode = defineOperation({
	id: 'plus-code-encode',
	group: 'geo',
	title: 'Plus Code',
	description:
		'The Open Location Code of a place, such as 8FVC9G8F+6X: of 4 digits (100 km), 6 (5 km), 8 (250 m), 10 (14 m), 11 (3 m) or up to 15. Below 10 an odd number counts as one less.',
	rows: 'each',
	params: v.strictObject({
		...placeFields,
		codeDigits: numberField(10, { integer: true, min: 4, max: 15 }),
		name: initialNameField('plus_code')
	}),
	query: (params, input) =>
		placeCodeQuery(input, params, (place) =>
			plusCodeSql(place, params.codeDigits < 10 ? params.codeDigits - (params.codeDigits % 2) : params.codeDigits)
		)
});
