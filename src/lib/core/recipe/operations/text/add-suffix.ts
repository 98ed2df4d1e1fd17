import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const addSuffix = defineOperation({
	id: 'add-suffix',
	group: 'text',
	title: 'Add a suffix',
	description: 'Puts `text` behind the text.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: textField(''), suffix: optionalTextField() }),
	query: (params, input) => {
		const { text } = params;
		return eachText(params, input, (x) => `${x} || ${sqlValue(text)}`);
	}
});
