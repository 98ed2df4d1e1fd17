import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';
import { webAddress } from './addresses';

export const extractUrls = textFunction({
	id: 'extract-urls',
	group: 'find',
	title: 'Extract all web addresses',
	description: 'The list of the web addresses that begin with http:// or https://.',
	result: 'VARCHAR[]',
	suffix: '_urls',
	sql: (x) => allMatches(x, webAddress)
});
