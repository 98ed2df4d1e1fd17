import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const replaceSlice = defineOperation({
	id: 'replace-slice',
	group: 'find',
	title: 'Replace at a place',
	description: 'Writes `to` for `length` characters from `position` on, which counts from 1.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		position: numberField(1, { integer: true, min: 1, max: 1_000_000 }),
		length: numberField(1, { integer: true, min: 0, max: 1_000_000 }),
		to: textField(''),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { position, length, to } = params;
		return eachText(
			params,
			input,
			(x) => `left(${x}, ${position - 1}) || ${sqlValue(to)} || substring(${x}, ${position + length})`
		);
	}
});
