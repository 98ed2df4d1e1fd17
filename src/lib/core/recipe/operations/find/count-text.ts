import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const countText = defineOperation({
	id: 'count-text',
	group: 'find',
	title: 'Count a text',
	description: 'How often `text` stands in the text, without overlap.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: filledTextField('-'), suffix: textField('_count') }),
	query: (params, input) => {
		const { text } = params;
		return eachText(params, input, (x) => `length(string_split(${x}, ${sqlValue(text)})) - 1`, 'BIGINT');
	}
});
