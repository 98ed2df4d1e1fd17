import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable, finitePortable } from '../../each-number';
import { columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

export const multiplyBy = defineOperation({
	id: 'multiply-by',
	group: 'numbers',
	title: 'Multiply by a number',
	description: 'x times `factor`.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number'), factor: numberField(100), suffix: optionalTextField() }),
	query: (params, input) => {
		const { factor } = params;
		return eachNumber(params, input, (x) => finiteSql(`(${x} * ${sqlValue(factor)})`));
	},
	portable: (params, _input, _fitted, graph, values) => {
		const { factor } = params;
		return eachPortable(params, values, (x) =>
			finitePortable(graph, graph.binary('multiply', x, graph.number(factor)))
		);
	}
});
