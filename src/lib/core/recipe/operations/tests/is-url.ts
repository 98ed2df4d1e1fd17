import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isUrl = textFunction({
	id: 'is-url',
	group: 'tests',
	title: 'Is a web address',
	description: 'True where the text is an http or https address with a host.',
	result: 'BOOLEAN',
	suffix: '_is_url',
	sql: (x) =>
		isMatch(x, '(?i)https?://(?:[^\\s/?#@]+@)?(?:[^\\s/?#@:\\[\\]]+|\\[[0-9a-f:.]+\\])(?::[0-9]{1,5})?(?:[/?#]\\S*)?')
});
