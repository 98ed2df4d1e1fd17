import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

/** Floored division (Knuth, TAOCP 1.2.4); of a divisor of 0 it is missing. */
export const modulo = defineOperation({
	id: 'modulo',
	group: 'numbers',
	title: 'Remainder',
	description:
		'The remainder of x divided by `divisor`, with the sign of the divisor, so that it counts round a circle.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), divisor: numberField(10), suffix: optionalTextField() }),
	query: (params, input) => {
		const { divisor } = params;
		return eachNumber(params, input, (x) => {
			const d = sqlValue(divisor);
			return finiteSql(`(${x} - floor(${x} / nullif(${d}, 0)) * ${d})`);
		});
	}
});
