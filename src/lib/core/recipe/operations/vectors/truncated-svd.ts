import * as v from 'valibot';
import { symmetricEigen } from '../../../insight/symmetric-eigen';
import { numberField } from '../../field';
import {
	learnVectorProducts,
	linearMapPortable,
	linearMapQuery,
	LinearMapSchema,
	mapFields,
	vectorProductsSql,
	withSign
} from '../../linear-map';
import { defineOperation } from '../../operation';

/** Right singular vectors: eigenvectors of the sums of products (Deerwester et al. 1990). */
export const truncatedSvd = defineOperation({
	id: 'truncated-svd',
	group: 'vectors',
	title: 'Truncated SVD',
	description:
		'Turns number columns, or vectors of up to 200 numbers, into `count` numbers that hold the most of them, without taking means off: after ' +
		'tf-idf this is latent semantic analysis, where texts about one thing come near each other. Learned from up to 20,000 complete rows, spread evenly. ' +
		'Each number is turned so that its largest weight is positive. Missing where a number is missing.',
	rows: 'each',
	params: v.strictObject({ ...mapFields('svd'), count: numberField(2, { integer: true, min: 1, max: 200 }) }),
	state: LinearMapSchema,
	query: (params, input, fitted) => linearMapQuery(params, input, fitted),
	fitSql: ({ columns }, input, from) => vectorProductsSql(input, columns, from, 'sparse'),
	learn: (rows, { count }) => {
		const { size, products } = learnVectorProducts(rows, 'truncated-svd');
		return {
			shift: Array.from({ length: size }, () => 0),
			scale: Array.from({ length: size }, () => 1),
			weights: symmetricEigen(products, size)
				.slice(0, count)
				.map(({ vector }) => withSign(vector))
		};
	},
	portable: (params, input, fitted, graph, values) => linearMapPortable(params, input, fitted, graph, values)
});
