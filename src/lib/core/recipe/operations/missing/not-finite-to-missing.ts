import * as v from 'valibot';
import { columnsField } from '../../field';
import { numberField } from '../../number-column';
import { defineOperation } from '../../operation';
import { toMissing } from './to-missing';

export const notFiniteToMissing = defineOperation({
	id: 'not-finite-to-missing',
	group: 'missing',
	title: 'Infinite numbers become missing',
	description: 'Makes infinity, minus infinity and what is not a number missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number') }),
	query: ({ columns }, input) => {
		for (const name of columns) numberField(input, name);
		return toMissing(columns, input, (x) => `NOT isfinite(${x}::DOUBLE)`);
	}
});
