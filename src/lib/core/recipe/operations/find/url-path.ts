import { textFunction } from '../../text-function';
import { firstMatch, hasMatch } from '../../text-pattern';

export const urlPath = textFunction({
	id: 'url-path',
	group: 'find',
	title: 'Path of a web address',
	description: 'The path of a web address, "/" where it has none; missing where the text is no address.',
	suffix: '_path',
	sql: (x) =>
		`CASE WHEN ${hasMatch(x, '^\\s*[A-Za-z][A-Za-z0-9+.-]*://')} THEN coalesce(${firstMatch(x, '^\\s*[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*(/[^?#]*)', 1)}, '/') END`
});
