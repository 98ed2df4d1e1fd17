import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';
import { webAddress } from './addresses';

export const extractUrl = textFunction({
	id: 'extract-url',
	group: 'find',
	title: 'Extract a web address',
	description: 'The first web address that begins with http:// or https://; missing where there is none.',
	suffix: '_url',
	sql: (x) => firstMatch(x, webAddress)
});
