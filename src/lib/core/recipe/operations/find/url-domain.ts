import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const urlDomain = textFunction({
	id: 'url-domain',
	group: 'find',
	title: 'Domain of a web address',
	description:
		'The host of a web address in lower case, without www. and without its port; missing where there is none.',
	suffix: '_domain',
	sql: (x) =>
		`lower(${firstMatch(x, '^\\s*(?:[A-Za-z][A-Za-z0-9+.-]*:)?//(?:[^/?#@]*@)?(?:[wW]{3}\\.)?([^/?#:\\s]+)', 1)})`
});
