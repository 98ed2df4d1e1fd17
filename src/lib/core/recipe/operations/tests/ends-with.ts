import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, booleanField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const endsWith = defineOperation({
	id: 'ends-with',
	group: 'tests',
	title: 'Ends with',
	description: 'True where the text ends with `text`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: textField(''),
		caseSensitive: booleanField(true),
		suffix: textField('_ends_with')
	}),
	query: (params, input) => {
		const { text, caseSensitive } = params;
		return eachText(
			params,
			input,
			(x) =>
				caseSensitive ? `ends_with(${x}, ${sqlValue(text)})` : `ends_with(lower(${x}), lower(${sqlValue(text)}))`,
			'BOOLEAN'
		);
	}
});
