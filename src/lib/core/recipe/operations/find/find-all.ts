import * as v from 'valibot';
import { columnsField, textField, patternField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { allMatches } from '../../text-pattern';

export const findAll = defineOperation({
	id: 'find-all',
	group: 'find',
	title: 'Find all',
	description: 'The list of all matches of a pattern.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), pattern: patternField('[0-9]+'), suffix: textField('_all') }),
	query: (params, input) => {
		const { pattern } = params;
		return eachText(params, input, (x) => allMatches(x, pattern), 'VARCHAR[]');
	}
});
