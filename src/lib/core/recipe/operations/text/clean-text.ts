import * as v from 'valibot';
import { sqlName } from '../../../table/sql';
import { booleanField, choiceField, columnsField } from '../../field';
import { defineOperation, fieldNamed, wantType, withColumns } from '../../operation';

export const cleanText = defineOperation({
	id: 'clean-text',
	group: 'text',
	title: 'Clean text',
	description:
		'Trims text, makes runs of white space one space, and changes its case. `emptyIsMissing` makes empty text missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('text'),
		trim: booleanField(true),
		collapse: booleanField(false),
		case: choiceField(['keep', 'lower', 'upper'], 'keep'),
		emptyIsMissing: booleanField(false)
	}),
	query: ({ columns, trim, collapse, case: letters, emptyIsMissing }, input) => ({
		columns: withColumns(
			input,
			columns.map((name) => {
				const field = wantType(fieldNamed(input, name), 'text', (type) => type === 'VARCHAR');
				let sql = sqlName(name);
				if (collapse) sql = `regexp_replace(${sql}, '\\s+', ' ', 'g')`;
				if (trim) sql = `regexp_replace(${sql}, '^\\s+|\\s+$', '', 'g')`;
				if (letters !== 'keep') sql = `${letters}(${sql})`;
				if (emptyIsMissing) sql = `nullif(${sql}, '')`;
				return { field, sql, from: [name] };
			})
		)
	})
});
