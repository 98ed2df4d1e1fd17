import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';
import { emailAddress } from './addresses';

export const emailDomain = textFunction({
	id: 'email-domain',
	group: 'find',
	title: 'Domain of an e-mail address',
	description: 'What stands behind the @ of the first e-mail address, in lower case; missing where there is none.',
	suffix: '_domain',
	sql: (x) => `lower(string_split(${firstMatch(x, emailAddress)}, '@')[-1])`
});
