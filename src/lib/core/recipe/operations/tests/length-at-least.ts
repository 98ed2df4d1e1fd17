import * as v from 'valibot';
import { columnsField, numberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const lengthAtLeast = defineOperation({
	id: 'length-at-least',
	group: 'tests',
	title: 'Length at least',
	description: 'True where the text has `length` characters or more.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		length: numberField(5, { integer: true, min: 0, max: 1_000_000 }),
		suffix: textField('_length_at_least')
	}),
	query: (params, input) => {
		const { length } = params;
		return eachText(params, input, (x) => `length(${x}) >= ${length}`, 'BOOLEAN');
	}
});
