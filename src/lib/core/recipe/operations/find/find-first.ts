import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, filledTextField, numberField, optionalNumberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { placeWithin } from '../../text-place';

export const findFirst = defineOperation({
	id: 'find-first',
	group: 'find',
	title: 'Find first',
	description:
		'The place of the first `text`, from 1; 0 where it does not stand. Only between the places `first` and `last` of the text, where they are given.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: filledTextField('-'),
		first: numberField(1, { integer: true, min: 1 }),
		last: optionalNumberField({ integer: true, min: 1 }),
		suffix: textField('_at')
	}),
	query: (params, input) => {
		const { text } = params;
		return eachText(
			params,
			input,
			(x) => placeWithin(x, params, (part) => `instr(${part}, ${sqlValue(text)})`),
			'BIGINT'
		);
	}
});
