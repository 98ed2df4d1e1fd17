import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable, finitePortable } from '../../each-number';
import { booleanField, columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

export const divideBy = defineOperation({
	id: 'divide-by',
	group: 'numbers',
	title: 'Divide by a number',
	description: 'x divided by `divisor`, or `divisor` divided by x. Divided by 0 it is missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		divisor: numberField(100),
		reversed: booleanField(false),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { divisor, reversed } = params;
		return eachNumber(params, input, (x) => {
			const d = sqlValue(divisor);
			return finiteSql(reversed ? `(${d} / nullif(${x}, 0))` : `(${x} / nullif(${d}, 0))`);
		});
	},
	portable: (params, _input, _fitted, graph, values) => {
		const { divisor, reversed } = params;
		return eachPortable(params, values, (x) =>
			finitePortable(
				graph,
				reversed ? graph.binary('divide', graph.number(divisor), x) : graph.binary('divide', x, graph.number(divisor))
			)
		);
	}
});
