import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable, finitePortable } from '../../each-number';
import { booleanField, columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

export const subtractConstant = defineOperation({
	id: 'subtract-constant',
	group: 'numbers',
	title: 'Subtract a number',
	description: 'x minus `amount`, or `amount` minus x.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		amount: numberField(1),
		reversed: booleanField(false),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { amount, reversed } = params;
		return eachNumber(params, input, (x) =>
			finiteSql(reversed ? `(${sqlValue(amount)} - ${x})` : `(${x} - ${sqlValue(amount)})`)
		);
	},
	portable: (params, _input, _fitted, graph, values) => {
		const { amount, reversed } = params;
		return eachPortable(params, values, (x) =>
			finitePortable(
				graph,
				reversed ? graph.binary('subtract', graph.number(amount), x) : graph.binary('subtract', x, graph.number(amount))
			)
		);
	}
});
