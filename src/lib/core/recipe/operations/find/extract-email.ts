import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';
import { emailAddress } from './addresses';

export const extractEmail = textFunction({
	id: 'extract-email',
	group: 'find',
	title: 'Extract an e-mail address',
	description: 'The first e-mail address; missing where there is none.',
	suffix: '_email',
	sql: (x) => firstMatch(x, emailAddress)
});
