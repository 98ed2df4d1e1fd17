import * as v from 'valibot';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { escapePattern, firstMatch } from '../../text-pattern';

export const extractBetween = defineOperation({
	id: 'extract-between',
	group: 'find',
	title: 'Extract between delimiters',
	description: 'What stands between the first `left` and the next `right`; missing where they do not stand.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		left: filledTextField('('),
		right: filledTextField(')'),
		suffix: textField('_inside')
	}),
	query: (params, input) => {
		const { left, right } = params;
		return eachText(params, input, (x) => firstMatch(x, `(?s)${escapePattern(left)}(.*?)${escapePattern(right)}`, 1));
	}
});
