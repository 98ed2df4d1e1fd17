import * as v from 'valibot';
import { columnsField, numberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const lengthBetween = defineOperation({
	id: 'length-between',
	group: 'tests',
	title: 'Length between',
	description: 'True where the text has from `least` to `most` characters.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		least: numberField(1, { integer: true, min: 0, max: 1_000_000 }),
		most: numberField(10, { integer: true, min: 0, max: 1_000_000 }),
		suffix: textField('_length_between')
	}),
	query: (params, input) => {
		const { least, most } = params;
		return eachText(params, input, (x) => `length(${x}) BETWEEN ${least} AND ${most}`, 'BOOLEAN');
	}
});
