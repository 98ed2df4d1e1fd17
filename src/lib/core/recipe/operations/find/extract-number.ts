import { textFunction } from '../../text-function';
import { firstMatch } from '../../text-pattern';

export const extractNumber = textFunction({
	id: 'extract-number',
	group: 'find',
	title: 'Extract a number',
	description:
		'The first number in the text, with its sign, thousands separators and decimals: from "about 1,200.50 yen" 1200.5.',
	result: 'DOUBLE',
	suffix: '_number',
	sql: (x) =>
		`TRY_CAST(replace(${firstMatch(x, '[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?')}, ',', '') AS DOUBLE)`
});
