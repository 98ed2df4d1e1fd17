import { textFunction } from '../../text-function';
import { hasMatch, isMatch } from '../../text-pattern';

export const isTitle = textFunction({
	id: 'is-title',
	group: 'tests',
	title: 'Is title case',
	description: "Upper case begins every run of letters and lower case goes on, as Python's istitle.",
	result: 'BOOLEAN',
	suffix: '_is_title',
	sql: (x) =>
		`${isMatch(x, '[^\\p{Lu}\\p{Lt}\\p{Ll}]*(?:[\\p{Lu}\\p{Lt}]\\p{Ll}*[^\\p{Lu}\\p{Lt}\\p{Ll}]+)*(?:[\\p{Lu}\\p{Lt}]\\p{Ll}*)?')} AND ${hasMatch(x, '[\\p{Lu}\\p{Lt}]')}`
});
