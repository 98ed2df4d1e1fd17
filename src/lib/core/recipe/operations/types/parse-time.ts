import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';

export const parseTime = textFunction({
	id: 'parse-time',
	group: 'types',
	title: 'Read as time of day',
	description: 'Reads 9:30, 21:05:10 and 9:30 pm as seconds since midnight. What is no time becomes missing.',
	result: 'DOUBLE',
	sql: (x) =>
		`epoch(coalesce(${['%H:%M:%S', '%H:%M', '%I:%M:%S %p', '%I:%M %p', '%I:%M%p', '%I %p'].map((format) => `try_strptime('2000-01-01 ' || trim(${x}), ${sqlValue(`%Y-%m-%d ${format}`)})`).join(', ')}) - TIMESTAMP '2000-01-01')`
});
