import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const replaceFirst = defineOperation({
	id: 'replace-first',
	group: 'find',
	title: 'Replace the first',
	description: 'Writes `to` for the first `text` alone.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		text: filledTextField('-'),
		to: textField(''),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { text, to } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN contains(${x}, ${sqlValue(text)}) THEN left(${x}, instr(${x}, ${sqlValue(text)}) - 1) || ${sqlValue(to)} || substring(${x}, instr(${x}, ${sqlValue(text)}) + ${Array.from(text).length}) ELSE ${x} END`
		);
	}
});
