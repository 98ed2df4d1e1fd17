import * as v from 'valibot';
import { choiceField, textField } from '../../field';
import { defineOperation, passColumn } from '../../operation';

export const selectByName = defineOperation({
	id: 'select-by-name',
	group: 'columns',
	title: 'Keep columns by their names',
	description: 'Keeps, or drops, the columns whose names contain a text, begin or end with it.',
	rows: 'each',
	params: v.strictObject({
		text: textField(''),
		where: choiceField(['contains', 'starts', 'ends'], 'contains'),
		act: choiceField(['keep', 'drop'], 'keep')
	}),
	query: ({ text, where, act }, input) => ({
		columns: input
			.filter(
				({ name }) =>
					(where === 'contains'
						? name.includes(text)
						: where === 'starts'
							? name.startsWith(text)
							: name.endsWith(text)) ===
					(act === 'keep')
			)
			.map(passColumn)
	}),
	portable: () => new Map()
});
