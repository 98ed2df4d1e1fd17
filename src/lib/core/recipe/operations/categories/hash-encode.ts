import * as v from 'valibot';
import { categoryKey } from '../../learned-groups';
import { booleanField, columnsField, numberField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { sqlValue } from '../../../table/sql';

/** Weinberger et al. 2009: place and sign from the MD5 of `column=category`. */
export const hashEncode = defineOperation({
	id: 'hash-encode',
	group: 'categories',
	title: 'Hash encode',
	description:
		'Turns categories into `count` columns without learning any: each category of each column goes to the column its hash names, as 1, or as ' +
		'1 or -1 when `signed`. Different categories may share a column. Missing adds nothing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number-or-text'),
		count: numberField(16, { integer: true, min: 1, max: 1024 }),
		signed: booleanField(true),
		name: initialNameField('hash')
	}),
	query: ({ columns, count, signed, name }, input) => {
		const terms = columns.map((column) => {
			const { sql } = categoryKey(input, column);
			const hash = `md5_number_lower(${sqlValue(`${column}=`)} || (${sql})::VARCHAR)`;
			const sign = signed ? `(CASE WHEN (${hash} // 4294967296) % 2 = 0 THEN 1 ELSE -1 END)` : '1';
			return { hash, sign };
		});
		return {
			columns: withColumns(
				input,
				Array.from({ length: count }, (_, i) => ({
					field: { name: `${name}_${i}`, type: 'INTEGER', kind: 'numeric' as const },
					sql: `(${terms.map(({ hash, sign }) => `CASE WHEN ${hash} % ${count} = ${i} THEN ${sign} ELSE 0 END`).join(' + ')})::INTEGER`,
					from: columns
				}))
			)
		};
	}
});
