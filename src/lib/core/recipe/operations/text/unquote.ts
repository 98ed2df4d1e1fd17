import { textFunction } from '../../text-function';
import { replaced } from '../../text-pattern';

export const unquote = textFunction({
	id: 'unquote',
	group: 'text',
	title: 'Take out of quotes',
	description: 'Takes one pair of quotes away that stands round a text: "…", \'…\', 「…」, “…”.',
	sql: (x) => replaced(x, '(?s)^(?:"(.*)"|\'(.*)\'|「(.*)」|『(.*)』|“(.*)”|‘(.*)’)$', '\\1\\2\\3\\4\\5\\6')
});
