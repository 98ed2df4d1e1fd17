import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber, eachPortable } from '../../each-number';
import { choiceField, columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';

export const binarise = defineOperation({
	id: 'binarise',
	group: 'numbers',
	title: 'Above a threshold or not',
	description: '1 for numbers above `threshold` (or at it, if so chosen), else 0.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		threshold: numberField(0),
		atThreshold: choiceField(['zero', 'one'], 'zero'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { threshold, atThreshold } = params;
		return eachNumber(
			params,
			input,
			(x) => `(${x} ${atThreshold === 'one' ? '>=' : '>'} ${sqlValue(threshold)})::INTEGER::DOUBLE`
		);
	},
	portable: (params, _input, _fitted, graph, values) => {
		const { threshold, atThreshold } = params;
		return eachPortable(params, values, (x) =>
			graph.binary(atThreshold === 'one' ? 'greater-equal' : 'greater', x, graph.number(threshold))
		);
	}
});
