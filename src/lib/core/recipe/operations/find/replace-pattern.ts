import * as v from 'valibot';
import { columnsField, optionalTextField, textField, patternField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { replaced } from '../../text-pattern';

export const replacePattern = defineOperation({
	id: 'replace-pattern',
	group: 'find',
	title: 'Replace a pattern',
	description:
		'Writes `to` for every match of a regular expression; \\1 to \\9 in it stand for its groups, \\0 for the match.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		pattern: patternField('[0-9]+'),
		to: textField(''),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { pattern, to } = params;
		return eachText(params, input, (x) => replaced(x, pattern, to));
	}
});
