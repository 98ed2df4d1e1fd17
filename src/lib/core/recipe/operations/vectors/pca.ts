import * as v from 'valibot';
import { symmetricEigen } from '../../../insight/symmetric-eigen';
import type { TableSchema } from '../../../table/schema';
import { covarianceSql, learnCovariance } from '../../covariance';
import { booleanField, choiceField, numberField } from '../../field';
import {
	isVectorInput,
	learnVectorProducts,
	linearMapPortable,
	linearMapQuery,
	LinearMapSchema,
	mapFields,
	vectorProductsSql,
	withSign,
	type LinearMap
} from '../../linear-map';
import { defineOperation, type FitRow } from '../../operation';

/** Eigenvectors of the covariance, or with `scale` of the correlation, of the complete rows learned from (Jolliffe 2002). */
export const pca = defineOperation({
	id: 'pca',
	group: 'vectors',
	title: 'Principal components',
	description:
		'Turns number columns, or vectors, into their principal components: `count` of them, or as many as hold the share `variance` of the ' +
		'variance in the rows learned from. `centre` takes the means off first, `scale` divides by the standard deviations, which columns in ' +
		'different units need. Each component is turned so that its largest weight is positive. Of vectors (up to 200 long), up to 20,000 rows are learned from, 4,000 at 100 numbers. Missing where a number is missing.',
	rows: 'each',
	params: v.strictObject({
		...mapFields('pc'),
		by: choiceField(['count', 'variance'], 'count'),
		count: numberField(2, { integer: true, min: 1, max: 200, when: { field: 'by', is: ['count'] } }),
		variance: numberField(0.95, { min: 0, max: 1, when: { field: 'by', is: ['variance'] } }),
		centre: booleanField(true),
		scale: booleanField(true)
	}),
	state: LinearMapSchema,
	query: (params, input, fitted) => linearMapQuery(params, input, fitted),
	fitSql: ({ columns }, input, from) =>
		isVectorInput(input, columns)
			? vectorProductsSql(input, columns, from, 'dense')
			: covarianceSql(columns, input, from),
	learn: (rows, params, input) => {
		const { means, matrix } = momentsOf(rows, params.columns, input);
		return components(means, matrix, params);
	},
	portable: (params, input, fitted, graph, values) => linearMapPortable(params, input, fitted, graph, values)
});

function momentsOf(
	rows: readonly FitRow[],
	columns: readonly string[],
	input: TableSchema
): { means: number[]; matrix: Float64Array } {
	if (!isVectorInput(input, columns)) return learnCovariance(rows[0] ?? {}, columns.length);
	const { means, covariance } = learnVectorProducts(rows, 'pca');
	return { means, matrix: covariance };
}

function components(
	means: readonly number[],
	matrix: Float64Array,
	wanted: { by: 'count' | 'variance'; count: number; variance: number; centre: boolean; scale: boolean }
): LinearMap {
	const n = means.length;
	const deviations = means.map((_, i) => Math.sqrt(matrix[i * n + i] ?? 0) || 1);
	const scale = wanted.scale ? deviations : means.map(() => 1);
	const scaled = matrix.map((each, at) => each / ((scale[Math.floor(at / n)] ?? 1) * (scale[at % n] ?? 1)));
	const found = symmetricEigen(scaled, n);
	const total = found.reduce((sum, { value }) => sum + Math.max(value, 0), 0);
	let held = 0;
	const enough = found.findIndex(({ value }) => (held += Math.max(value, 0)) >= wanted.variance * total * (1 - 1e-12));
	const count = wanted.by === 'count' ? wanted.count : enough + 1;
	return {
		shift: wanted.centre ? [...means] : means.map(() => 0),
		scale: [...scale],
		weights: found.slice(0, count).map(({ vector }) => withSign(vector))
	};
}
