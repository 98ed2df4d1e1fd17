import * as v from 'valibot';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const repeatText = defineOperation({
	id: 'repeat-text',
	group: 'text',
	title: 'Repeat text',
	description: 'Writes text `count` times over.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		count: numberField(2, { integer: true, min: 0, max: 1000 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { count } = params;
		return eachText(params, input, (x) => `repeat(${x}, ${count})`);
	}
});
