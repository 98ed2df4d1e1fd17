import * as v from 'valibot';
import { columnsField, formulaField } from '../../field';
import { checkFormula } from '../../formula/check';
import { formulaSql } from '../../formula/compile';
import { defineOperation } from '../../operation';
import { toMissing } from './to-missing';

export const missingWhere = defineOperation({
	id: 'missing-where',
	group: 'missing',
	title: 'Make missing where a condition holds',
	description:
		'Makes the values of columns missing in rows for which the condition holds; where it is missing they stay.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField(), condition: formulaField('boolean') }),
	query: ({ columns, condition }, input) => {
		const sql = formulaSql(checkFormula(condition, input, 'boolean'));
		return toMissing(columns, input, () => `(${sql})`);
	}
});
