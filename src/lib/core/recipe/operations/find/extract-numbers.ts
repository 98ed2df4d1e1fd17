import { textFunction } from '../../text-function';
import { allMatches } from '../../text-pattern';

export const extractNumbers = textFunction({
	id: 'extract-numbers',
	group: 'find',
	title: 'Extract all numbers',
	description: 'The list of the numbers in the text.',
	result: 'DOUBLE[]',
	suffix: '_numbers',
	sql: (x) =>
		`list_transform(${allMatches(x, '[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\\.[0-9]+)?')}, lambda __part: TRY_CAST(replace(__part, ',', '') AS DOUBLE))`
});
