import * as v from 'valibot';
import { columnsField, numberField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const extractSlice = defineOperation({
	id: 'extract-slice',
	group: 'find',
	title: 'Extract from a place',
	description: '`length` characters from `position` on, which counts from 1, or from the end when it is negative.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		position: numberField(1, { integer: true, min: -1_000_000, max: 1_000_000 }),
		length: numberField(3, { integer: true, min: 0, max: 1_000_000 }),
		suffix: textField('_part')
	}),
	query: (params, input) => {
		const { position, length } = params;
		return eachText(
			params,
			input,
			(x) =>
				`substring(${x}, ${position < 0 ? `greatest(length(${x}) - ${-position} + 1, 1)` : Math.max(position, 1)}, ${length})`
		);
	}
});
