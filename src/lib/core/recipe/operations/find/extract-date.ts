import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const extractDate = textFunction({
	id: 'extract-date',
	group: 'find',
	title: 'Extract a date',
	description:
		'The first date written year first: 2024-01-31, 2024/1/31, 2024.1.31 or 2024年1月31日. A date that does not exist is missing.',
	result: 'DATE',
	suffix: '_date',
	sql: (x) =>
		`TRY_CAST(regexp_replace(${firstMatch(x, '(?:^|[^0-9])([12][0-9]{3}(?:-|/|\\.|年)[0-9]{1,2}(?:-|/|\\.|月)[0-9]{1,2})(?:[^0-9]|$)', 1)}, '[/.年月]', '-', 'g') AS DATE)`
});
