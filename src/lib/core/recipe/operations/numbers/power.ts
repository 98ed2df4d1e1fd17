import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

export const power = defineOperation({
	id: 'power',
	group: 'numbers',
	title: 'Power',
	description:
		'x to the power of `exponent`. What is not a finite number, such as a root of a negative number, becomes missing.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), exponent: numberField(2), suffix: optionalTextField() }),
	query: (params, input) => {
		const { exponent } = params;
		return eachNumber(params, input, (x) => finiteSql(`pow(${x}, ${sqlValue(exponent)})`));
	}
});
