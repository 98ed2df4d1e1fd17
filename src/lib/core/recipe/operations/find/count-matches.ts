import * as v from 'valibot';
import { columnsField, textField, patternField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { allMatches } from '../../text-pattern';

export const countMatches = defineOperation({
	id: 'count-matches',
	group: 'find',
	title: 'Count matches',
	description: 'How often a pattern matches.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		pattern: patternField('[0-9]+'),
		suffix: textField('_count')
	}),
	query: (params, input) => {
		const { pattern } = params;
		return eachText(params, input, (x) => `length(${allMatches(x, pattern)})`, 'BIGINT');
	}
});
