import { textFunction } from '../../text-function';
import { replaced } from '../../text-pattern';

export const removeLineBreaks = textFunction({
	id: 'remove-line-breaks',
	group: 'text',
	title: 'Join lines',
	description: 'Makes every run of line ends one space.',
	sql: (x) => replaced(x, '[\\r\\n\\x{85}\\x{2028}\\x{2029}]+', ' ')
});
