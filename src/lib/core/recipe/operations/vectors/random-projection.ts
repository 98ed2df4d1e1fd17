import * as v from 'valibot';
import { isNumericType } from '../../../table/schema';
import { seededRandom, type Random } from '../../../random';
import { choiceField, numberField } from '../../field';
import { isVectorInput, linearMapPortable, linearMapQuery, mapFields, type LinearMap } from '../../linear-map';
import { defineOperation } from '../../operation';
import { assembledSql, numberOrVectorField } from '../../vector-column';

const StateSchema = v.strictObject({ size: v.number() });

/** Johnson and Lindenstrauss 1984; sparse: Li, Hastie and Church 2006. */
export const randomProjection = defineOperation({
	id: 'random-projection',
	group: 'vectors',
	title: 'Random projection',
	description:
		'Turns number columns, or vectors, into `count` random mixtures of them, which keep distances nearly as they are. gaussian draws each ' +
		'weight from N(0, 1 / count); sparse takes only about one number in sqrt(n). The same seed gives the same mixtures. Only the length of the ' +
		'vectors is learned. Missing where a number is missing.',
	rows: 'each',
	params: v.strictObject({
		...mapFields('mix'),
		count: numberField(8, { integer: true, min: 1, max: 500 }),
		method: choiceField(['gaussian', 'sparse'], 'gaussian'),
		seed: numberField(0, { integer: true, min: 0 })
	}),
	state: StateSchema,
	query: (params, input, fitted) => linearMapQuery(params, input, fitted && mixture(fitted.size, params)),
	fitSql: ({ columns }, input, from) =>
		isVectorInput(input, columns)
			? `SELECT mode(len(v)) AS s FROM (SELECT ${assembledSql(input, columns)} AS v FROM ${from})`
			: `SELECT ${columns.filter((name) => isNumericType(numberOrVectorField(input, name).type)).length} AS s`,
	learn: ([row]) => ({ size: Number(row?.['s'] ?? 0) }),
	portable: (params, input, fitted, graph, values) =>
		linearMapPortable(params, input, fitted && mixture(fitted.size, params), graph, values)
});

function mixture(size: number, { count, method, seed }: { count: number; method: string; seed: number }): LinearMap {
	const random = seededRandom(seed);
	const density = 1 / Math.sqrt(Math.max(size, 1));
	const sparse = () => {
		const turn = random();
		const weight = Math.sqrt(1 / (density * count));
		return turn < density / 2 ? weight : turn < density ? -weight : 0;
	};
	const weight = method === 'sparse' ? sparse : () => gaussian(random) / Math.sqrt(count);
	return {
		shift: Array.from({ length: size }, () => 0),
		scale: Array.from({ length: size }, () => 1),
		weights: Array.from({ length: count }, () => Array.from({ length: size }, weight))
	};
}

/** Box and Muller 1958. */
function gaussian(random: Random): number {
	return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
