import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';

export const extractHashtags = textFunction({
	id: 'extract-hashtags',
	group: 'find',
	title: 'Extract hashtags',
	description: 'The list of the words behind #, without it.',
	result: 'VARCHAR[]',
	suffix: '_hashtags',
	sql: (x) => allMatches(x, '[#＃]([\\p{L}\\p{M}\\p{N}_]+)', 1)
});
