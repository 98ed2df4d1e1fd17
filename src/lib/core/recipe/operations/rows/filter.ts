import * as v from 'valibot';
import { formulaField } from '../../field';
import { checkFormula } from '../../formula/check';
import { formulaSql } from '../../formula/compile';
import { defineOperation, passColumn } from '../../operation';

export const filter = defineOperation({
	id: 'filter',
	group: 'rows',
	title: 'Keep rows',
	description: 'Keeps the rows for which the condition holds; where it is missing the row goes.',
	rows: 'fewer',
	params: v.strictObject({ condition: formulaField('boolean') }),
	query: ({ condition }, input) => ({
		columns: input.map(passColumn),
		where: formulaSql(checkFormula(condition, input, 'boolean'))
	}),
	portable: () => new Map()
});
