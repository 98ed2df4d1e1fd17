import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';

export const extractMentions = textFunction({
	id: 'extract-mentions',
	group: 'find',
	title: 'Extract mentions',
	description: 'The list of the names behind @, without it; e-mail addresses are none.',
	result: 'VARCHAR[]',
	suffix: '_mentions',
	sql: (x) => allMatches(x, '(?:^|[^\\w.@])@(\\w+)', 1)
});
