import * as v from 'valibot';
import { columnsField, numberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const lastCharacters = defineOperation({
	id: 'last-characters',
	group: 'find',
	title: 'Last characters',
	description: 'The last `count` characters.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		count: numberField(3, { integer: true, min: 0, max: 1_000_000 }),
		suffix: textField('_end')
	}),
	query: (params, input) => {
		const { count } = params;
		return eachText(params, input, (x) => `right(${x}, ${count})`);
	}
});
