import { textFunction } from '../../text-function';
import { caseWords, joined } from '../../text-pattern';

export const snakeCase = textFunction({
	id: 'snake-case',
	group: 'text',
	title: 'snake_case',
	description: 'The words of a name in lower case with underscores between.',
	sql: (x) => joined(x, caseWords(x), '_')
});
