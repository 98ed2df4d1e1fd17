import { textFunction } from '../../text-function';
import { whiteSpace, removed } from '../../text-pattern';

export const removeWhitespace = textFunction({
	id: 'remove-whitespace',
	group: 'text',
	title: 'Remove white space',
	description: 'Takes all white space away, the ideographic space too.',
	sql: (x) => removed(x, whiteSpace)
});
