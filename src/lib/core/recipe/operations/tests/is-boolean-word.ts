import { sqlList } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { falseWords, trueWords } from '../../truth-words';

export const isBooleanWord = textFunction({
	id: 'is-boolean-word',
	group: 'tests',
	title: 'Is a word for yes or no',
	description: 'True where the text is a word for true or false: yes, no, on, off, 1, 0, はい, いいえ.',
	result: 'BOOLEAN',
	suffix: '_is_boolean_word',
	sql: (x) => `trim(lower(${x})) IN ${sqlList([...trueWords, ...falseWords])}`
});
