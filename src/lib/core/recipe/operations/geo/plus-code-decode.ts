import { plusCodePlaceSql } from '../../place-codes';
import { codePlace } from './code-place';

export const plusCodeDecode = codePlace({
	id: 'plus-code-decode',
	title: 'Plus Code to place',
	description:
		'The middle of the cell of a full Plus Code: `name_latitude` and `name_longitude`. Missing where the text is none, or a short code that needs a town beside it.',
	name: 'plus_code',
	sql: plusCodePlaceSql
});
