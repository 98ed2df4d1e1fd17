import * as v from 'valibot';
import { renamesField } from '../../field';
import { defineOperation, fieldsNamed, passColumn } from '../../operation';

export const rename = defineOperation({
	id: 'rename',
	group: 'columns',
	title: 'Rename columns',
	description: 'Gives columns new names: old name to new name. Names may be swapped.',
	rows: 'each',
	params: v.strictObject({ columns: renamesField() }),
	query: ({ columns }, input) => {
		fieldsNamed(input, Object.keys(columns));
		return {
			columns: input.map((field) => {
				const passed = passColumn(field);
				return { ...passed, field: { ...field, name: renamed(columns, field.name) } };
			})
		};
	},
	portable: ({ columns }, _input, _fitted, _graph, values) =>
		new Map([...values].map(([name, value]) => [renamed(columns, name), value]))
});

function renamed(columns: Readonly<Record<string, string>>, name: string): string {
	return (Object.hasOwn(columns, name) ? columns[name] : undefined) ?? name;
}
