import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const softThreshold = defineOperation({
	id: 'soft-threshold',
	group: 'numbers',
	title: 'Shrink towards 0',
	description: 'Takes `amount` off the size of each number; what is smaller becomes 0.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		amount: numberField(1, { min: 0 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { amount } = params;
		return eachNumber(params, input, (x) => `(sign(${x}) * greatest(abs(${x}) - ${sqlValue(amount)}, 0))`);
	}
});
