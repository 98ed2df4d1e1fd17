import * as v from 'valibot';
import { formulaField, nameField } from '../../field';
import { checkFormula, columnsOf } from '../../formula/check';
import { formulaPortable, formulaSql, formulaSqlType } from '../../formula/compile';
import { kindOfType } from '../../number-column';
import { defineOperation, withColumns } from '../../operation';

export const formula = defineOperation({
	id: 'formula',
	group: 'custom',
	title: 'Compute a column',
	description: 'Makes the column `name`, or replaces it, from a formula over the others.',
	rows: 'each',
	params: v.strictObject({ name: nameField(), formula: formulaField() }),
	query: ({ name, formula: source }, input) => {
		const expression = checkFormula(source, input);
		const type = formulaSqlType(expression);
		const sql = formulaSql(expression);
		return {
			columns: withColumns(input, [
				{
					field: { name, type, kind: type === 'VARCHAR' ? 'text' : kindOfType(type) },
					// Infinity less infinity: not a number is missing, here as in the parts of a formula.
					sql: expression.kind === 'call' && type === 'DOUBLE' ? `nullif(${sql}, 'nan'::DOUBLE)` : sql,
					from: columnsOf(expression)
				}
			])
		};
	},
	portable: ({ name, formula: source }, input, _fitted, graph, values) =>
		new Map([[name, formulaPortable(checkFormula(source, input), graph, values)]])
});
