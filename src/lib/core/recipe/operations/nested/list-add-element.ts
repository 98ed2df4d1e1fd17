import * as v from 'valibot';
import { elementSql } from '../../list-value';
import { eachList } from '../../each-list';
import { columnsField, textField, optionalValueField, choiceField } from '../../field';
import { defineOperation } from '../../operation';

export const listAddElement = defineOperation({
	id: 'list-add-element',
	group: 'nested',
	title: 'Add an element',
	description:
		'Puts the value at the end or the start of each list; without a value, a missing element. A missing list stays missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		value: optionalValueField(),
		at: choiceField(['end', 'start'], 'end'),
		suffix: textField('')
	}),
	query: ({ value, at, ...params }, input) =>
		eachList(params, input, {
			sql: (x, element) => {
				const added = `[${elementSql('list-add-element', element, value)}]`;
				return `CASE WHEN ${x} IS NOT NULL THEN list_concat(${at === 'end' ? `${x}, ${added}` : `${added}, ${x}`}) END`;
			},
			result: (element) => `${element}[]`
		})
});
