import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const fileName = textFunction({
	id: 'file-name',
	group: 'find',
	title: 'File name',
	description: 'What stands behind the last / or \\ of a path.',
	suffix: '_name',
	sql: (x) => firstMatch(x, '[^/\\\\]*$')
});
