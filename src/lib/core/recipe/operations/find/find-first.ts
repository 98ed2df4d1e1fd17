import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const findFirst = defineOperation({
	id: 'find-first',
	group: 'find',
	title: 'Find first',
	description: 'The place of the first `text`, from 1; 0 where it does not stand.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: filledTextField('-'), suffix: textField('_at') }),
	query: (params, input) => {
		const { text } = params;
		return eachText(params, input, (x) => `instr(${x}, ${sqlValue(text)})`, 'BIGINT');
	}
});
