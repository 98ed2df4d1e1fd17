import { textFunction } from '../../text-function';
import { caseWords, joined } from '../../text-pattern';

export const kebabCase = textFunction({
	id: 'kebab-case',
	group: 'text',
	title: 'kebab-case',
	description: 'The words of a name in lower case with dashes between.',
	sql: (x) => joined(x, caseWords(x), '-')
});
