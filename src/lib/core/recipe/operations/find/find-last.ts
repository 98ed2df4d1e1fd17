import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const findLast = defineOperation({
	id: 'find-last',
	group: 'find',
	title: 'Find last',
	description: 'The place of the last `text`, from 1; 0 where it does not stand.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), text: filledTextField('-'), suffix: textField('_at') }),
	query: (params, input) => {
		const { text } = params;
		return eachText(
			params,
			input,
			(x) =>
				`CASE WHEN contains(${x}, ${sqlValue(text)}) THEN length(${x}) - length(string_split(${x}, ${sqlValue(text)})[-1]) - ${Array.from(text).length} + 1 WHEN ${x} IS NOT NULL THEN 0 END`,
			'BIGINT'
		);
	}
});
