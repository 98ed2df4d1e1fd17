import * as v from 'valibot';
import { columnsField, numberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const firstCharacters = defineOperation({
	id: 'first-characters',
	group: 'find',
	title: 'First characters',
	description: 'The first `count` characters.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		count: numberField(3, { integer: true, min: 0, max: 1_000_000 }),
		suffix: textField('_start')
	}),
	query: (params, input) => {
		const { count } = params;
		return eachText(params, input, (x) => `left(${x}, ${count})`);
	}
});
