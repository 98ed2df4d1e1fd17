import { textFunction } from '../../text-function';
import { shareOf } from './share';

export const capitalRatio = textFunction({
	id: 'capital-ratio',
	group: 'tests',
	title: 'Share of capitals',
	description: 'The share of the characters that are capital letters; of empty text it is missing.',
	result: 'DOUBLE',
	suffix: '_capital_ratio',
	sql: (x) => shareOf(x, '\\p{Lu}')
});
