import * as v from 'valibot';
import { columnsField } from '../../field';
import { defineOperation } from '../../operation';
import { termsOf, termsPortable, termsQuery } from './product-terms';

export const interactions = defineOperation({
	id: 'interactions',
	group: 'numbers',
	title: 'Products of pairs',
	description: 'Adds the product of every two of the columns, named like `x*y`. Missing where a factor is.',
	rows: 'each',
	params: v.strictObject({ columns: columnsField('number') }),
	query: ({ columns }, input) => termsQuery(termsOf([...new Set(columns)], 2, true), input),
	portable: ({ columns }, _input, _fitted, graph, values) =>
		termsPortable(termsOf([...new Set(columns)], 2, true), graph, values)
});
