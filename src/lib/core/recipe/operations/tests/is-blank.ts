import { textFunction } from '../../text-function';
import { whiteSpace, isMatch } from '../../text-pattern';

export const isBlank = textFunction({
	id: 'is-blank',
	group: 'tests',
	title: 'Is blank',
	description: 'True where the text is empty or white space alone.',
	result: 'BOOLEAN',
	suffix: '_is_blank',
	sql: (x) => isMatch(x, `${whiteSpace}*`)
});
