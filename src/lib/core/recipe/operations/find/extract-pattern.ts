import * as v from 'valibot';
import { columnsField, numberField, textField, patternField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { countGroups, firstMatch } from '../../text-pattern';

export const extractPattern = defineOperation({
	id: 'extract-pattern',
	group: 'find',
	title: 'Extract a pattern',
	description: 'The first match of a pattern, or of its group `group`; missing where it does not match.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		pattern: patternField('([0-9]+)'),
		group: numberField(0, { integer: true, min: 0, max: 9 }),
		suffix: textField('_match')
	}),
	query: (params, input) => {
		const { pattern, group } = params;
		return eachText(params, input, (x) => firstMatch(x, pattern, Math.min(group, countGroups(pattern))));
	}
});
