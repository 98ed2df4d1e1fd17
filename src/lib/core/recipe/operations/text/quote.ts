import { textFunction } from '../../text-function';

export const quote = textFunction({
	id: 'quote',
	group: 'text',
	title: 'Put in quotes',
	description: 'Puts double quotes round a text and doubles those inside, as CSV does.',
	sql: (x) => `'"' || replace(${x}, '"', '""') || '"'`
});
