import { textFunction } from '../../text-function';
import { shareOf } from './share';

export const lowerRatio = textFunction({
	id: 'lower-ratio',
	group: 'tests',
	title: 'Share of lower case',
	description: 'The share of the characters that are lower-case letters; of empty text it is missing.',
	result: 'DOUBLE',
	suffix: '_lower_ratio',
	sql: (x) => shareOf(x, '\\p{Ll}')
});
