import * as v from 'valibot';
import { columnsField, optionalTextField } from '../../field';
import { textColumn } from '../../each-text';
import { defineOperation, withColumns } from '../../operation';
import { sqlName } from '../../../table/sql';
import { vectorType } from '../../vector-column';

export const parseVector = defineOperation({
	id: 'parse-vector',
	group: 'vectors',
	title: 'Read a vector',
	description:
		'Reads numbers written in one text, such as [0.1, 2, 3] or 0.1;2;3 or (0.1 2 3), as a vector: parted by commas, semicolons, bars or spaces. A part that is no number is missing, and text without one is missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), suffix: optionalTextField() }),
	query: ({ columns, suffix = '' }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const x = sqlName(textColumn(input, name).name);
				const parts = `regexp_extract_all(${x}, '[^\\s,;|\\[\\](){}"'']+')`;
				const numbers = `list_transform(${parts}, lambda t: CASE WHEN isfinite(TRY_CAST(t AS DOUBLE)) THEN TRY_CAST(t AS DOUBLE) END)`;
				return {
					field: { name: `${name}${suffix}`, type: vectorType, kind: 'embedding' as const },
					sql: `CASE WHEN list_count(${numbers}) > 0 THEN ${numbers} END`,
					from: [name]
				};
			})
		)
	})
});
