import { textFunction } from '../../text-function';
import { isMatch } from '../../text-pattern';

export const isUuid = textFunction({
	id: 'is-uuid',
	group: 'tests',
	title: 'Is a UUID',
	description: 'True where the text is 32 hexadecimal digits as 8-4-4-4-12.',
	result: 'BOOLEAN',
	suffix: '_is_uuid',
	sql: (x) => isMatch(x, '[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}')
});
