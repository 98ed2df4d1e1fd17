import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachNumber } from '../../each-number';
import { choiceField, columnsField, numberField, optionalTextField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';

const functions = { nearest: 'round', down: 'floor', up: 'ceil' } as const;

export const roundToMultiple = defineOperation({
	id: 'round-to-multiple',
	group: 'numbers',
	title: 'Round to a multiple',
	description: 'Rounds to the nearest multiple of `multiple` (halves away from 0), or to the next below or above.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		multiple: numberField(5, { min: Number.MIN_VALUE }),
		direction: choiceField(['nearest', 'down', 'up'], 'nearest'),
		suffix: optionalTextField()
	}),
	query: (params, input) => {
		const { multiple, direction } = params;
		return eachNumber(params, input, (x) =>
			finiteSql(`(${functions[direction]}(${x} / ${sqlValue(multiple)}) * ${sqlValue(multiple)})`)
		);
	}
});
