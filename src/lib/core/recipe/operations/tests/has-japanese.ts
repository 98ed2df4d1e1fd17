import { textFunction } from '../../text-function';
import { hasMatch } from '../../text-pattern';

export const hasJapanese = textFunction({
	id: 'has-japanese',
	group: 'tests',
	title: 'Has Japanese',
	description: 'True where there are kana; Chinese characters alone could be Chinese.',
	result: 'BOOLEAN',
	suffix: '_has_japanese',
	sql: (x) => hasMatch(x, '[\\p{Hiragana}\\p{Katakana}ー]')
});
