import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';
import { emailAddress } from '../find/addresses';

export const isEmail = textFunction({
	id: 'is-email',
	group: 'tests',
	title: 'Is an e-mail address',
	description: 'True where the text is one e-mail address as people write them.',
	result: 'BOOLEAN',
	suffix: '_is_email',
	sql: (x) => isMatch(x, emailAddress)
});
