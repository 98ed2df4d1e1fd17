import { textFunction } from '../../text-function';
import { shareOf } from './share';

export const digitRatio = textFunction({
	id: 'digit-ratio',
	group: 'tests',
	title: 'Share of digits',
	description: 'The share of the characters that are digits; of empty text it is missing.',
	result: 'DOUBLE',
	suffix: '_digit_ratio',
	sql: (x) => shareOf(x, '\\p{Nd}')
});
