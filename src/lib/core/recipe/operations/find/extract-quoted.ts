import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const extractQuoted = textFunction({
	id: 'extract-quoted',
	group: 'find',
	title: 'Extract quoted text',
	description: 'What stands in the first pair of quotes: "…", “…”, 「…」 or 『…』. Missing where there is none.',
	suffix: '_quoted',
	sql: (x) => `left(substring(${firstMatch(x, '"[^"]*"|“[^”]*”|「[^」]*」|『[^』]*』')}, 2), -1)`
});
