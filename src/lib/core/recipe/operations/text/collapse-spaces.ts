import { textFunction } from '../../text-function';
import { whiteSpace, replaced, removed } from '../../text-pattern';

export const collapseSpaces = textFunction({
	id: 'collapse-spaces',
	group: 'text',
	title: 'Collapse spaces',
	description: 'Makes every run of white space one space, and takes it away at both ends.',
	sql: (x) => removed(replaced(x, `${whiteSpace}+`, ' '), '^ | $')
});
