import * as v from 'valibot';
import { columnsField, choiceField, textField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';
import { firstMatch } from '../../text-pattern';

const patterns = {
	japan: '(?:^|[^0-9])([0-9]{3}-?[0-9]{4})(?:[^0-9-]|$)',
	'united-states': '(?:^|[^0-9])([0-9]{5}(?:-[0-9]{4})?)(?:[^0-9]|$)',
	'united-kingdom': '\\b([A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2})\\b'
};
export const extractPostcode = defineOperation({
	id: 'extract-postcode',
	group: 'find',
	title: 'Extract a postcode',
	description:
		'The first postcode as the country writes it: Japan 123-4567, the United States 12345 or 12345-6789, the United Kingdom SW1A 1AA. Missing where there is none.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		country: choiceField(['japan', 'united-states', 'united-kingdom'], 'japan'),
		suffix: textField('_postcode')
	}),
	query: (params, input) => {
		const { country } = params;
		return eachText(params, input, (x) => firstMatch(x, patterns[country], 1));
	}
});
