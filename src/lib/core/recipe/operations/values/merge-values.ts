import * as v from 'valibot';
import { sqlName, sqlValue } from '../../../table/sql';
import { columnField, replacementsField } from '../../field';
import { defineOperation, fieldNamed, wantType, withColumns } from '../../operation';

export const mergeValues = defineOperation({
	id: 'merge-values',
	group: 'values',
	title: 'Merge values',
	description: 'Replaces each value of a text column that is listed by the one beside it; every other value stays.',
	rows: 'each',
	params: v.strictObject({ column: columnField('text'), replacements: replacementsField() }),
	query: ({ column, replacements }, input) => {
		const field = wantType(fieldNamed(input, column), 'text', (type) => type === 'VARCHAR');
		const name = sqlName(column);
		const cases = Object.entries(replacements).map(([old, next]) => `WHEN ${sqlValue(old)} THEN ${sqlValue(next)}`);
		return {
			columns: withColumns(input, [{ field, sql: `CASE ${name} ${cases.join(' ')} ELSE ${name} END`, from: [column] }])
		};
	},
	portable: ({ column, replacements }, _input, _fitted, graph, values) => {
		const x = values.get(column);
		return new Map(x ? [[column, graph.replace(x, Object.keys(replacements), Object.values(replacements), null)]] : []);
	}
});
