import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const removeSuffix = defineOperation({
	id: 'remove-suffix',
	group: 'text',
	title: 'Remove a suffix',
	description: 'Takes `text` away where the text ends with it.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: textField(''), suffix: optionalTextField() }),
	query: (params, input) => {
		const { text } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN ends_with(${x}, ${sqlValue(text)}) THEN left(${x}, length(${x}) - length(${sqlValue(text)})) ELSE ${x} END`
		);
	}
});
