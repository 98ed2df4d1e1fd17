import { sqlValue } from '../../../table/sql';
import { textFunction } from '../../text-function';
import { hiragana, katakana } from './kana';

export const hiraganaToKatakana = textFunction({
	id: 'hiragana-to-katakana',
	group: 'text',
	title: 'Hiragana to katakana',
	description: 'Turns hiragana into katakana.',
	sql: (x) => `translate(${x}, ${sqlValue(hiragana)}, ${sqlValue(katakana)})`
});
