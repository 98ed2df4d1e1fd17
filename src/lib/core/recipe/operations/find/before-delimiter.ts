import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const beforeDelimiter = defineOperation({
	id: 'before-delimiter',
	group: 'find',
	title: 'Text before a delimiter',
	description: 'What stands before the first `delimiter`; the whole text where it does not stand.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		delimiter: filledTextField('-'),
		suffix: textField('_before')
	}),
	query: (params, input) => {
		const { delimiter } = params;
		return eachText(params, input, (x) => `string_split(${x}, ${sqlValue(delimiter)})[1]`);
	}
});
