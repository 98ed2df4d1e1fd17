import * as v from 'valibot';
import { columnsField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { escapePattern, firstMatch } from '../../text-pattern';

export const urlQueryValue = defineOperation({
	id: 'url-query-value',
	group: 'find',
	title: 'Value in the query of a web address',
	description:
		'The value of `key` in the part behind ?, with its percent codes read; missing where the key does not stand.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), key: filledTextField('id'), suffix: textField('_query') }),
	query: (params, input) => {
		const { key } = params;
		return eachText(
			params,
			input,
			(x) => `TRY(url_decode(replace(${firstMatch(x, `[?&]${escapePattern(key)}=([^&#]*)`, 1)}, '+', ' ')))`
		);
	}
});
