import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { columnField, initialNameField, choiceField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { textColumn } from '../../each-text';
import { similarities, similaritySql } from '../../text-similarity';

export const textSimilarity = defineOperation({
	id: 'text-similarity',
	group: 'tests',
	title: 'Similarity of two columns',
	description:
		'How alike the texts of two columns are: Jaro-Winkler from 0 to 1, edits (Levenshtein, or Damerau-Levenshtein where neighbours may change places), 1 - edits / longer length, or Jaccard of their characters.',
	rows: 'each',
	params: v.strictObject({
		column: columnField('text'),
		other: columnField('text'),
		method: choiceField(similarities, 'jaro-winkler'),
		name: initialNameField('similarity')
	}),
	query: ({ column, other, method, name }, input) => {
		const sql = similaritySql(method, sqlName(textColumn(input, column).name), sqlName(textColumn(input, other).name));
		return {
			columns: withColumns(input, [{ field: { name, type: 'DOUBLE', kind: 'numeric' }, sql, from: [column, other] }])
		};
	}
});
