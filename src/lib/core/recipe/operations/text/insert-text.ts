import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const insertText = defineOperation({
	id: 'insert-text',
	group: 'text',
	title: 'Insert at a place',
	description:
		'Puts `text` behind the first `position` characters; a negative position counts from the end. Beyond the end it goes to the end.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: textField(''),
		position: numberField(3, { integer: true, min: -1_000_000, max: 1_000_000 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { text, position } = params;
		return eachText(params, input, (x) => {
			const at = position < 0 ? `greatest(length(${x}) - ${-position}, 0)` : `${position}`;
			return `left(${x}, ${at}) || ${sqlValue(text)} || substring(${x}, ${at} + 1)`;
		});
	}
});
