import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const replaceText = defineOperation({
	id: 'replace-text',
	group: 'find',
	title: 'Replace text',
	description: 'Writes `to` for every `text`, letter by letter.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: filledTextField('-'),
		to: textField(''),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { text, to } = params;
		return eachText(params, input, (x) => `replace(${x}, ${sqlValue(text)}, ${sqlValue(to)})`);
	}
});
