import { AppError } from '../errors';
import { resolveParams, type Params } from './params';

/** Numbers that kept rows may hold, rows x features: more make a model too large to hand on. */
const mostNumbers = 5e6;

/** How many of `rows` training rows of `width` features a model of nearest neighbours keeps. */
export function keptCount(params: Params, rows: number, width: number): number {
	const { mostRows } = resolveParams('knn', params);
	return Math.min(rows, mostRows, Math.max(1, Math.floor(mostNumbers / Math.max(1, width))));
}

/** train/params-invalid for more neighbours than the rows that are kept. */
export function refuseNeighbors(params: Params, kept: number): void {
	const { neighbors } = resolveParams('knn', params);
	if (neighbors > kept)
		throw new AppError('train/params-invalid', {
			...{ estimator: 'knn', param: 'neighbors', value: String(neighbors) },
			allowed: `1..${kept}`
		});
}
