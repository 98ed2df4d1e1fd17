import * as v from 'valibot';
import { eachNumber } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const significantDigits = defineOperation({
	id: 'significant-digits',
	group: 'numbers',
	title: 'Round to significant digits',
	description: 'Keeps so many digits from the first that is not 0, halves away from 0.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		digits: numberField(3, { integer: true, min: 1, max: 15 }),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { digits } = params;
		return eachNumber(params, input, (x) => {
			const power = `pow(1e1, ${digits - 1} - floor(log10(abs(${x}))))`;
			const made = `(round(${x} * ${power}) / ${power})`;
			return `CASE WHEN ${x} = 0 THEN 0 WHEN isfinite(${made}) THEN ${made} ELSE ${x} END`;
		});
	}
});
