import * as v from 'valibot';
import { columnsField, numberField, optionalTextField } from '../../field';
import { defineOperation } from '../../operation';
import { sqlValue } from '../../../table/sql';
import { eachVector } from '../../vector-column';

export const scaleVector = defineOperation({
	id: 'scale-vector',
	group: 'vectors',
	title: 'Scale a vector',
	description: 'Multiplies every number of a vector by `factor` and adds `offset`.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('vector'),
		factor: numberField(2),
		offset: numberField(0),
		suffix: optionalTextField()
	}),
	query: (params, input) =>
		eachVector(
			params,
			input,
			(x) => `list_transform(${x}, lambda t: t * ${sqlValue(params.factor)} + ${sqlValue(params.offset)})`
		)
});
