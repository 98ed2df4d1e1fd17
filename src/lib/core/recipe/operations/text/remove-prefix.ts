import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const removePrefix = defineOperation({
	id: 'remove-prefix',
	group: 'text',
	title: 'Remove a prefix',
	description: 'Takes `text` away where the text begins with it.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: textField(''), suffix: optionalTextField() }),
	query: (params, input) => {
		const { text } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN starts_with(${x}, ${sqlValue(text)}) THEN substring(${x}, length(${sqlValue(text)}) + 1) ELSE ${x} END`
		);
	}
});
