import { textFunction } from '../../text-function';
import { whiteSpace, isMatch } from '../../text-pattern';

export const isSpace = textFunction({
	id: 'is-space',
	group: 'tests',
	title: 'Is white space',
	description: "White space and nothing else, as Python's isspace: empty text is not.",
	result: 'BOOLEAN',
	suffix: '_is_space',
	sql: (x) => isMatch(x, `${whiteSpace}+`)
});
