import * as v from 'valibot';
import { columnsField, numberField } from '../../field';
import { defineOperation } from '../../operation';
import { termsOf, termsPortable, termsQuery, type Term } from './product-terms';

const terms = (columns: readonly string[], degree: number): Term[] =>
	Array.from({ length: degree - 1 }, (_, i) => termsOf([...new Set(columns)], i + 2, false)).flat();

export const polynomialFeatures = defineOperation({
	id: 'polynomial-features',
	group: 'numbers',
	title: 'Powers and products',
	description:
		'Adds a column for every product of up to `degree` of the columns, with themselves too, named like `x^2` and `x*y`. Missing where a factor is.',
	rows: 'each',
	params: v.strictObject({
		columns: columnsField('number'),
		degree: numberField(2, { integer: true, min: 2, max: 5 })
	}),
	query: ({ columns, degree }, input) => termsQuery(terms(columns, degree), input),
	portable: ({ columns, degree }, _input, _fitted, graph, values) =>
		termsPortable(terms(columns, degree), graph, values)
});
