import * as v from 'valibot';
import { columnField, initialNameField } from '../../field';
import { finiteSql } from '../../number-column';
import { defineOperation } from '../../operation';
import { addNumber, pairSql, vectorSql } from '../../vector-column';

export const dotProduct = defineOperation({
	id: 'dot-product',
	group: 'vectors',
	title: 'Dot product',
	description:
		'The sum of the products of two vectors, number by number. Missing where their lengths differ or a number is missing.',
	rows: 'each',
	params: v.strictObject({
		left: columnField('vector'),
		right: columnField('vector'),
		name: initialNameField('dot')
	}),
	query: ({ left, right, name }, input) => {
		const [a, b] = [vectorSql(input, left), vectorSql(input, right)];
		return addNumber(input, name, finiteSql(pairSql(a, b, `list_inner_product(${a}, ${b})`)), [left, right]);
	}
});
