import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable, finitePortable } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

export const addConstant = defineOperation({
	id: 'add-constant',
	group: 'numbers',
	title: 'Add a number',
	description: 'x plus `amount`.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), amount: numberField(1), suffix: optionalTextField() }),
	query: (params, input) => {
		const { amount } = params;
		return eachNumber(params, input, (x) => finiteSql(`(${x} + ${sqlValue(amount)})`));
	},
	portable: (params, _input, _fitted, graph, values) => {
		const { amount } = params;
		return eachPortable(params, values, (x) => finitePortable(graph, graph.binary('add', x, graph.number(amount))));
	}
});
