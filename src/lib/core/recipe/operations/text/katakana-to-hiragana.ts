import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { hiragana, katakana } from './kana';

export const katakanaToHiragana = textFunction({
	id: 'katakana-to-hiragana',
	group: 'text',
	title: 'Katakana to hiragana',
	description: 'Turns full-width katakana into hiragana.',
	sql: (x) => `translate(${x}, ${sqlValue(katakana)}, ${sqlValue(hiragana)})`
});
