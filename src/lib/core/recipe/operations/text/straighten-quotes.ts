import { textFunction } from '../../text-function';

export const straightenQuotes = textFunction({
	id: 'straighten-quotes',
	group: 'text',
	title: 'Straighten quotes',
	description: 'Curly quotes become straight, dashes hyphens, and … three dots.',
	sql: (x) => `replace(translate(${x}, '‘’‚‛“”„‟–—−', '''''''''""""---'), '…', '...')`
});
