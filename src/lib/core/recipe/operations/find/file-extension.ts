import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const fileExtension = textFunction({
	id: 'file-extension',
	group: 'find',
	title: 'File extension',
	description: 'What stands behind the last dot of a file name, in lower case; missing where there is none.',
	suffix: '_extension',
	sql: (x) => `lower(${firstMatch(x, '[^/\\\\]\\.([^./\\\\\\s]+)$', 1)})`
});
