import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const afterDelimiter = defineOperation({
	id: 'after-delimiter',
	group: 'find',
	title: 'Text after a delimiter',
	description: 'What stands after the first `delimiter`; missing where it does not stand.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		delimiter: filledTextField('-'),
		suffix: textField('_after')
	}),
	query: (params, input) => {
		const { delimiter } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN contains(${x}, ${sqlValue(delimiter)}) THEN substring(${x}, instr(${x}, ${sqlValue(delimiter)}) + ${Array.from(delimiter).length}) END`
		);
	}
});
