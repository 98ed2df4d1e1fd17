import { textFunction } from '../../text-function';
import { caseWords, joined } from '../../text-pattern';

export const camelCase = textFunction({
	id: 'camel-case',
	group: 'text',
	title: 'camelCase',
	description: 'The words of a name joined, each but the first with a capital.',
	sql: (x) =>
		joined(
			x,
			`list_transform(${caseWords(x)}, lambda __part, __i: CASE WHEN __i = 1 THEN __part ELSE upper(left(__part, 1)) || substring(__part, 2) END)`,
			''
		)
});
