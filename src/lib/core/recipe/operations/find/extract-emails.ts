import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';
import { emailAddress } from './addresses';

export const extractEmails = textFunction({
	id: 'extract-emails',
	group: 'find',
	title: 'Extract all e-mail addresses',
	description: 'The list of the e-mail addresses.',
	result: 'VARCHAR[]',
	suffix: '_emails',
	sql: (x) => allMatches(x, emailAddress)
});
