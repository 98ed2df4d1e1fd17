import * as v from 'valibot';
import { eachNumber } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const round = defineOperation({
	id: 'round',
	group: 'numbers',
	title: 'Round to decimals',
	description: 'Rounds to so many decimals, halves away from 0; with `digits` below 0 to tens, hundreds and so on.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		digits: numberField(0, { integer: true, min: -15, max: 15 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { digits } = params;
		return eachNumber(params, input, (x) => `round(${x}, ${digits})`);
	}
});
