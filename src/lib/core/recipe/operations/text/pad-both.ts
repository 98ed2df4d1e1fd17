import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, optionalTextField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const padBoth = defineOperation({
	id: 'pad-both',
	group: 'text',
	title: 'Pad on both sides',
	description:
		'Puts text in the middle of `width` characters; an odd one over goes to the right. Longer text stays as it is.',
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
			(x) =>
				`CASE WHEN length(${x}) >= ${width} THEN ${x} ELSE rpad(lpad(${x}, ((length(${x}) + ${width}) // 2)::INTEGER, ${sqlValue(fill)}), ${width}, ${sqlValue(fill)}) END`
		);
	}
});
