import { textFunction } from '../../text-function';

export const upperCase = textFunction({
	id: 'upper-case',
	group: 'text',
	title: 'Upper case',
	description: 'All letters in upper case.',
	sql: (x) => `upper(${x})`
});
