import * as v from 'valibot';
import { booleanField, columnsField } from '../../field';
import { defineOperation, fieldNamed, wantType } from '../../operation';
import { toMissing } from './to-missing';

export const emptyToMissing = defineOperation({
	id: 'empty-to-missing',
	group: 'missing',
	title: 'Empty text becomes missing',
	description: 'Makes empty texts missing, and those of nothing but white space too unless `spaces` is false.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('text'), spaces: booleanField(true) }),
	query: ({ columns, spaces }, input) => {
		for (const name of columns) wantType(fieldNamed(input, name), 'text', (type) => type === 'VARCHAR');
		return toMissing(columns, input, (x) => (spaces ? `regexp_full_match(${x}, '[\\s\\p{Z}]*')` : `${x} = ''`));
	}
});
