import { finiteSql } from '../../number-column';
import { alongValues } from './along-values';

export const cumulativeProduct = alongValues({
	id: 'cumulative-product',
	title: 'Cumulative product',
	description:
		'The product of the values of its group up to this row. A missing value adds nothing; its row has what it came to so far. Missing once it is too large.',
	accepts: 'number',
	suffix: '_cumulative_product',
	type: 'DOUBLE',
	sql: (x, { sofar }) => finiteSql(`product(${x}) ${sofar}`)
});
