import { jsonKeySql, jsonPartsSql } from '../../json-text';
import { textFunction } from '../../text-function';

export const jsonKeys = textFunction({
	id: 'json-keys',
	group: 'nested',
	title: 'Keys of JSON objects',
	description:
		'The keys of JSON objects held as text, as a list in their order; missing where the text is no JSON object.',
	result: 'VARCHAR[]',
	suffix: '_keys',
	sql: (x) => `list_transform(${jsonPartsSql(x, 'object')}, lambda p: ${jsonKeySql('p')})`
});
