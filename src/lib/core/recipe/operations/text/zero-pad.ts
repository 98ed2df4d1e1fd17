import * as v from 'valibot';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { hasMatch } from '../../text-pattern';

export const zeroPad = defineOperation({
	id: 'zero-pad',
	group: 'text',
	title: 'Pad with zeros',
	description: 'Puts zeros before the digits, after a sign, to `width` characters in all.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		width: numberField(5, { integer: true, min: 0, max: 1000 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { width } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN length(${x}) >= ${width} THEN ${x} WHEN ${hasMatch(x, '^[+-]')} THEN left(${x}, 1) || lpad(substring(${x}, 2), ${width - 1}, '0') ELSE lpad(${x}, ${width}, '0') END`
		);
	}
});
