import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const extractYear = textFunction({
	id: 'extract-year',
	group: 'find',
	title: 'Extract a year',
	description: 'The first year from 1000 to 2999 that stands alone, as a number; missing where there is none.',
	result: 'BIGINT',
	suffix: '_year',
	sql: (x) => `TRY_CAST(${firstMatch(x, '(?:^|[^0-9])([12][0-9]{3})(?:[^0-9]|$)', 1)} AS BIGINT)`
});
