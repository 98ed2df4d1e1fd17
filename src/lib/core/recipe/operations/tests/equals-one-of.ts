import * as v from 'valibot';
import { sqlList } from '../../../table/sql';
import { columnsField, textField, valuesField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const equalsOneOf = defineOperation({
	id: 'equals-one-of',
	group: 'tests',
	title: 'Is in a list',
	description: 'True where the text is one of the `values`, letter by letter.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), values: valuesField(), suffix: textField('_equals_one_of') }),
	query: (params, input) => {
		const { values } = params;
		return eachText(params, input, (x) => `${x} IN ${sqlList(values.map(String))}`, 'BOOLEAN');
	}
});
