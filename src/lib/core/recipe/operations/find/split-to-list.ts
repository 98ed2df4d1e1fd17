import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { columnsField, numberField, textField, filledTextField } from '../../field';
import { defineOperation } from '../../operation';
import { eachText } from '../../each-text';

export const splitToList = defineOperation({
	id: 'split-to-list',
	group: 'find',
	title: 'Split into a list',
	description:
		'The parts between delimiters as a list; at most `most` parts when it is above 0, the last with the rest.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		delimiter: filledTextField(','),
		most: numberField(0, { integer: true, min: 0, max: 10_000 }),
		suffix: textField('_parts')
	}),
	query: (params, input) => {
		const { delimiter, most } = params;
		return eachText(params, input, (x) => splitSql(x, delimiter, most), 'VARCHAR[]');
	}
});

function splitSql(x: string, delimiter: string, most: number): string {
	const parts = `string_split(${x}, ${sqlValue(delimiter)})`;
	if (most === 0) return parts;
	const rest = `array_to_string(${parts}[${most}:], ${sqlValue(delimiter)})`;
	return `CASE WHEN length(${parts}) <= ${most} THEN ${parts} WHEN length(${parts}) > ${most} THEN list_append(list_slice(${parts}, 1, ${most - 1}), ${rest}) END`;
}
