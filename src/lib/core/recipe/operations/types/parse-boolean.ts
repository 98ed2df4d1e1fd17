import { sqlList } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { falseWords, trueWords } from '../../truth-words';

export const parseBoolean = textFunction({
	id: 'parse-boolean',
	group: 'types',
	title: 'Read as yes or no',
	description:
		'Reads words for true and false: yes, no, true, false, on, off, 1, 0, はい, いいえ, 有, 無, ○, ×. Other words become missing.',
	result: 'BOOLEAN',
	sql: (x) =>
		`CASE WHEN trim(lower(${x})) IN ${sqlList(trueWords)} THEN TRUE WHEN trim(lower(${x})) IN ${sqlList(falseWords)} THEN FALSE END`
});
