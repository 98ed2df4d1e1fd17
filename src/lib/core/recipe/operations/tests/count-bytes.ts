import { textFunction } from '../../text-function';

export const countBytes = textFunction({
	id: 'count-bytes',
	group: 'tests',
	title: 'Count bytes',
	description: 'How many bytes the text takes as UTF-8.',
	result: 'BIGINT',
	suffix: '_count_bytes',
	sql: (x) => `strlen(${x})`
});
