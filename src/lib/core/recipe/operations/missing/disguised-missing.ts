import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { sqlList } from '../../../table/sql';
import { columnsField, optionalNumbersField, optionalValuesField } from '../../field';
import { columnSql } from '../../formula/compile';
import { defineOperation, fieldsNamed, wantType } from '../../operation';
import { toMissing } from './to-missing';

/** Words that stand for missing: those of SageMaker Data Wrangler's report, of pandas, and of Japanese tables. */
const usual = [
	...[
		'',
		'unknown',
		'unk',
		'n/a',
		'na',
		'#n/a',
		'nan',
		'null',
		'none',
		'nil',
		'missing',
		'tbd',
		'undefined',
		'not available'
	],
	...['?', '??', '???', '-', '--', '.', '...', '不明', '未定', '未入力', '該当なし', 'なし', '―', 'ー']
];

export const disguisedMissing = defineOperation({
	id: 'disguised-missing',
	group: 'missing',
	title: 'Words for missing become missing',
	description:
		'Makes texts such as UNKNOWN, N/A, NULL, ? and - missing, in any case and with spaces around, and those in `also`; in number columns the ' +
		'`numbers`, such as 999 or -1.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number-or-text'),
		also: optionalValuesField(),
		numbers: optionalNumbersField()
	}),
	query: ({ columns, also = [], numbers = [] }, input) => {
		for (const field of fieldsNamed(input, columns))
			wantType(field, 'number-or-text', (type) => type === 'VARCHAR' || isNumericType(type));
		const words = sqlList([...new Set([...usual, ...also.map((word) => String(word).trim().toLowerCase())])]);
		return toMissing(columns, input, (x, field) =>
			isNumericType(field.type)
				? numbers.length === 0
					? 'FALSE'
					: `${columnSql(field)} IN ${sqlList(numbers)}`
				: `lower(trim(${x}, ${spaces})) IN ${words}`
		);
	}
});

const spaces = "' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(12288)";
