import { textFunction } from '../../text-function';
import { isbnSql } from '../../digit-checks';

export const isIsbn = textFunction({
	id: 'is-isbn',
	group: 'tests',
	title: 'Is an ISBN',
	description: 'True where the check digit of an ISBN of 10 or 13 digits is right, dashes and spaces aside.',
	result: 'BOOLEAN',
	suffix: '_is_isbn',
	sql: (x) => isbnSql(x)
});
