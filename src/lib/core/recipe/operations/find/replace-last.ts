import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, optionalTextField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { escapePattern } from '../../text-pattern';

export const replaceLast = defineOperation({
	id: 'replace-last',
	group: 'find',
	title: 'Replace the last',
	description: 'Writes `to` for the last `text` alone.',
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
				`regexp_replace(${x}, ${sqlValue(`(?s)^(.*)${escapePattern(text)}`)}, ${sqlValue(`\\1${to.replaceAll('\\', '\\\\')}`)})`
		);
	}
});
