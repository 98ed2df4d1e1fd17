import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, booleanField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const startsWith = defineOperation({
	id: 'starts-with',
	group: 'tests',
	title: 'Starts with',
	description: 'True where the text begins with `text`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: textField(''),
		caseSensitive: booleanField(true),
		suffix: textField('_starts_with')
	}),
	query: (params, input) => {
		const { text, caseSensitive } = params;
		return eachText(
			params,
			input,
			(x) =>
				caseSensitive ? `starts_with(${x}, ${sqlValue(text)})` : `starts_with(lower(${x}), lower(${sqlValue(text)}))`,
			'BOOLEAN'
		);
	}
});
