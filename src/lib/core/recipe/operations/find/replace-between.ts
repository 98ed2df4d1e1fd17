import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { escapePattern } from '../../text-pattern';

export const replaceBetween = defineOperation({
	id: 'replace-between',
	group: 'find',
	title: 'Replace between delimiters',
	description: 'Writes `to` for what stands between the first `left` and the last `right`; the delimiters stay.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		left: filledTextField('('),
		right: filledTextField(')'),
		to: textField(''),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { left, right, to } = params;
		return eachText(
			params,
			input,
			(x) =>
				`regexp_replace(${x}, ${sqlValue(`(?s)(${escapePattern(left)}).*(${escapePattern(right)})`)}, ${sqlValue(`\\1${to.replaceAll('\\', '\\\\')}\\2`)})`
		);
	}
});
