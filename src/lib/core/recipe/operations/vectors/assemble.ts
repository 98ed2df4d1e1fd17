import * as v from 'valibot';
import { booleanField, choiceField, columnsField, initialNameField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { assembledSql, vectorType } from '../../vector-column';

export const assemble = defineOperation({
	id: 'assemble',
	group: 'vectors',
	title: 'Assemble a vector',
	description:
		'Puts number columns and vectors, in their order, into one vector. Where a number is missing the vector holds a gap (keep), or is missing as a whole (missing); a missing vector makes it missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number-or-vector'),
		name: initialNameField('vector'),
		missing: choiceField(['keep', 'missing'], 'keep'),
		keep: booleanField(true)
	}),
	query: ({ columns, name, missing, keep }, input) => {
		const vector = assembledSql(input, columns);
		const sql = missing === 'keep' ? vector : `CASE WHEN list_count(${vector}) = len(${vector}) THEN ${vector} END`;
		const all = withColumns(input, [{ field: { name, type: vectorType, kind: 'embedding' }, sql, from: columns }]);
		return { columns: keep ? all : all.filter(({ field }) => field.name === name || !columns.includes(field.name)) };
	}
});
