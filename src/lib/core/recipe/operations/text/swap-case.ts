import { textFunction } from '../../text-function';
import { eachMatch } from '../../text-pattern';

export const swapCase = textFunction({
	id: 'swap-case',
	group: 'text',
	title: 'Swap case',
	description: 'Upper case becomes lower case, and lower case upper case.',
	sql: (x) =>
		eachMatch(x, '\\p{L}', (part) => `CASE WHEN ${part} = upper(${part}) THEN lower(${part}) ELSE upper(${part}) END`)
});
