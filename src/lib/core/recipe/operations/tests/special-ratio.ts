import { textFunction } from '../../text-function';
import { shareOf } from './share';

export const specialRatio = textFunction({
	id: 'special-ratio',
	group: 'tests',
	title: 'Share of special characters',
	description:
		'The share of the characters that are neither letters nor digits nor white space; of empty text it is missing.',
	result: 'DOUBLE',
	suffix: '_special_ratio',
	sql: (x) => shareOf(x, '[^\\p{L}\\p{M}\\p{N}\\s\\p{Z}]')
});
