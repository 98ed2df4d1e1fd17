import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const nthPart = defineOperation({
	id: 'nth-part',
	group: 'find',
	title: 'Part between delimiters',
	description:
		'Part number `place` of what `delimiter` parts, from 1, or from the end when it is negative; missing where there are fewer.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		delimiter: filledTextField('-'),
		place: numberField(1, { integer: true, min: -10_000, max: 10_000 }),
		suffix: textField('_part')
	}),
	query: (params, input) => {
		const { delimiter, place } = params;
		return eachText(params, input, (x) => `string_split(${x}, ${sqlValue(delimiter)})[${place}]`);
	}
});
