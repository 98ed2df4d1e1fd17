import * as v from 'valibot';
import { choiceField, columnsField } from '../../field';
import { numberField } from '../../number-column';
import { defineOperation } from '../../operation';
import { toMissing } from './to-missing';

const tests = { zero: '= 0', negative: '< 0', 'zero-or-negative': '<= 0' } as const;

export const zeroToMissing = defineOperation({
	id: 'zero-to-missing',
	group: 'missing',
	title: 'Zeros become missing',
	description: 'Makes 0 missing, or negative numbers, or both: where they cannot be, such as a blood pressure of 0.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		which: choiceField(['zero', 'negative', 'zero-or-negative'], 'zero')
	}),
	query: ({ columns, which }, input) => {
		for (const name of columns) numberField(input, name);
		return toMissing(columns, input, (x) => `${x} ${tests[which]}`);
	}
});
