import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, optionalTextField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const padRight = defineOperation({
	id: 'pad-right',
	group: 'text',
	title: 'Pad on the right',
	description: 'Fills up on the right with `fill` to `width` characters. Longer text stays as it is.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		width: numberField(10, { integer: true, min: 0, max: 10_000 }),
		fill: filledTextField(' '),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { width, fill } = params;
		return eachText(
			params,
			input,
			(x) => `CASE WHEN length(${x}) >= ${width} THEN ${x} ELSE rpad(${x}, ${width}, ${sqlValue(fill)}) END`
		);
	}
});
