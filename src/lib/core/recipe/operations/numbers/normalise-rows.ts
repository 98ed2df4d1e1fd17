import * as v from 'valibot';
import { eachNumber } from '../../each-number';
import { choiceField, columnsField, optionalTextField } from '../../field';
import { finiteColumnSql, finiteSql, numberField } from '../../number-column';
import { defineOperation } from '../../operation';

export const normaliseRows = defineOperation({
	id: 'normalise-rows',
	group: 'numbers',
	title: 'Unit length rows',
	description:
		"Divides the numbers of a row by their size: the root of the sum of squares (l2), the sum of sizes (l1) or the largest size (max). A row's " +
		'missing numbers count as 0 and stay missing; a row of zeros stays as it is.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		norm: choiceField(['l2', 'l1', 'max'], 'l2'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const numbers = params.columns.map((name) => `coalesce(${finiteColumnSql(numberField(input, name))}, 0)`);
		const size = {
			l2: `sqrt(${numbers.map((x) => `${x} * ${x}`).join(' + ')})`,
			l1: numbers.map((x) => `abs(${x})`).join(' + '),
			max: `greatest(${numbers.map((x) => `abs(${x})`).join(', ')})`
		}[params.norm];
		return eachNumber(params, input, (x) => finiteSql(`(${x} / coalesce(nullif(${size}, 0), 1))`), params.columns);
	}
});
