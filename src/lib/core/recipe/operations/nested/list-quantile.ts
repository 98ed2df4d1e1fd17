import * as v from 'valibot';
import { sqlValue } from '../../../table/sql';
import { eachList } from '../../each-list';
import { columnsField, textField, numberField } from '../../field';
import { defineOperation } from '../../operation';

export const listQuantile = defineOperation({
	id: 'list-quantile',
	group: 'nested',
	title: 'Quantile of a list',
	description:
		'A quantile of the numbers of a list, by linear interpolation; missing ones are passed over, and of none at all it is missing.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('list'),
		quantile: numberField(0.9, { min: 0, max: 1 }),
		suffix: textField('_quantile')
	}),
	query: ({ quantile, ...params }, input) =>
		eachList(params, input, {
			numbers: true,
			sql: (x) => `list_aggregate(${x}::DOUBLE[], 'quantile_cont', ${sqlValue(quantile)})`,
			result: () => 'DOUBLE'
		})
});
