import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const shortenText = defineOperation({
	id: 'shorten-text',
	group: 'text',
	title: 'Shorten text',
	description: 'Cuts text to `length` characters, `ellipsis` among them. Shorter text stays as it is.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		length: numberField(20, { integer: true, min: 1, max: 1_000_000 }),
		ellipsis: textField('…'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { length, ellipsis } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN length(${x}) <= ${length} THEN ${x} ELSE left(left(${x}, greatest(${length} - length(${sqlValue(ellipsis)}), 0)) || ${sqlValue(ellipsis)}, ${length}) END`
		);
	}
});
