import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const addPrefix = defineOperation({
	id: 'add-prefix',
	group: 'text',
	title: 'Add a prefix',
	description: 'Puts `text` before the text.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: textField(''), suffix: optionalTextField() }),
	query: (params, input) => {
		const { text } = params;
		return eachText(params, input, (x) => `${sqlValue(text)} || ${x}`);
	}
});
