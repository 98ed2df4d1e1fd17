import { textFunction } from '../../text-function';

export const countCharacters = textFunction({
	id: 'count-characters',
	group: 'tests',
	title: 'Count characters',
	description: 'How many characters (code points) the text has.',
	result: 'BIGINT',
	suffix: '_count_characters',
	sql: (x) => `length(${x})`
});
