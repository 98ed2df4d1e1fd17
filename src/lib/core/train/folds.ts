import { seededRandom, shuffledIndex } from '../random';

/**
 * Deals the rows whose `strata` is not NaN into `count` folds, each ascending, sizes apart by at most one a stratum. With `stratified` each
 * value of `strata` is dealt out evenly.
 */
export function foldsOf(strata: Float64Array, count: number, stratified: boolean, seed: number): Int32Array[] {
	const order = shuffledIndex(strata.length, seededRandom(seed)).filter((row) => !Number.isNaN(strata[row] ?? NaN));
	const groups = new Map<number, number[]>();
	for (const row of order) {
		const key = stratified ? (strata[row] ?? NaN) : 0;
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	const folds: number[][] = Array.from({ length: count }, () => []);
	let next = 0;
	for (const [, rows] of [...groups].sort(([a], [b]) => a - b))
		for (const row of rows) {
			folds[next % count]?.push(row);
			next += 1;
		}
	return folds.map((rows) => Int32Array.from(rows).sort());
}
