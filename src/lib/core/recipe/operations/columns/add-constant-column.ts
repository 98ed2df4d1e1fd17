import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { nameField, optionalValueField } from '../../field';
import { defineOperation, withColumns } from '../../operation';
import { kindOfType } from '../../number-column';

export const addConstantColumn = defineOperation({
	id: 'add-constant-column',
	group: 'columns',
	title: 'Add a constant column',
	description: 'Adds a column that holds the same value in every row; missing when `value` is left out.',
	rows: 'each',
	params: v.strictObject({ name: nameField(), value: optionalValueField() }),
	query: ({ name, value }, input) => {
		const type = typeof value === 'number' ? 'DOUBLE' : typeof value === 'boolean' ? 'BOOLEAN' : 'VARCHAR';
		return {
			columns: withColumns(input, [
				{ field: { name, type, kind: kindOfType(type) }, sql: `${sqlValue(value ?? null)}::${type}`, from: [] }
			])
		};
	},
	portable: ({ name, value }, _input, _fitted, graph) =>
		new Map([
			[
				name,
				typeof value === 'number' || typeof value === 'boolean' ? graph.number(Number(value)) : graph.text(value ?? '')
			]
		])
});
