import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, booleanField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const containsText = defineOperation({
	id: 'contains-text',
	group: 'tests',
	title: 'Contains',
	description: 'True where `text` stands somewhere in the text.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: textField(''),
		caseSensitive: booleanField(true),
		suffix: textField('_contains_text')
	}),
	query: (params, input) => {
		const { text, caseSensitive } = params;
		return eachText(
			params,
			input,
			(x) => (caseSensitive ? `contains(${x}, ${sqlValue(text)})` : `contains(lower(${x}), lower(${sqlValue(text)}))`),
			'BOOLEAN'
		);
	}
});
