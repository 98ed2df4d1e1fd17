import { textFunction } from '../../text-function';
import { allMatches, hasMatch } from '../../text-pattern';

export const countLines = textFunction({
	id: 'count-lines',
	group: 'tests',
	title: 'Count lines',
	description: 'How many lines there are; empty text has none, and a line end at the end begins no line.',
	result: 'BIGINT',
	suffix: '_count_lines',
	sql: (x) =>
		`CASE WHEN ${x} = '' THEN 0 ELSE length(${allMatches(x, '\\r\\n|\\r|\\n')}) + CASE WHEN ${hasMatch(x, '[\\r\\n]$')} THEN 0 ELSE 1 END END`
});
