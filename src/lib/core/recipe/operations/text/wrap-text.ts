import * as v from 'valibot';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { replaced, removed } from '../../text-pattern';

export const wrapText = defineOperation({
	id: 'wrap-text',
	group: 'text',
	title: 'Wrap lines',
	description: 'Puts line ends in so that lines hold at most `width` characters, where a space allows it.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		width: numberField(72, { integer: true, min: 1, max: 1000 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { width } = params;
		return eachText(params, input, (x) => removed(replaced(x, `(.{1,${width}})(?: +|$)`, '\\1\n'), '\n$'));
	}
});
