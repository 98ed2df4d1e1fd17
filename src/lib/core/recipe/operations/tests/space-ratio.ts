import { textFunction } from '../../text-function';
import { whiteSpace } from '../../text-pattern';
import { shareOf } from './share';

export const spaceRatio = textFunction({
	id: 'space-ratio',
	group: 'tests',
	title: 'Share of white space',
	description: 'The share of the characters that are white space; of empty text it is missing.',
	result: 'DOUBLE',
	suffix: '_space_ratio',
	sql: (x) => shareOf(x, whiteSpace)
});
