import { seededRandom, shuffledIndex } from '../random';

/**
 * Rows to hold out: `fraction` of those whose `strata` is not NaN (rounded, at least 1, at least 1 left to train), ascending.
 * With `stratified` each value of `strata` gives its share (largest remainder), but never its only row.
 */
export function holdOut(strata: Float64Array, fraction: number, stratified: boolean, seed: number): Int32Array {
	const order = shuffledIndex(strata.length, seededRandom(seed)).filter((row) => !Number.isNaN(strata[row] ?? NaN));
	const wanted = Math.min(order.length - 1, Math.max(1, Math.round(order.length * fraction)));
	if (order.length < 2 || fraction <= 0) return new Int32Array(0);
	if (!stratified) return order.slice(0, wanted).sort();
	const groups = new Map<number, number[]>();
	for (const row of order) {
		const key = strata[row] ?? NaN;
		const group = groups.get(key);
		if (group) group.push(row);
		else groups.set(key, [row]);
	}
	const shares = [...groups.entries()]
		.sort(([a], [b]) => a - b)
		.map(([, rows]) => {
			const exact = (rows.length * wanted) / order.length;
			return { rows, take: Math.floor(exact), rest: exact - Math.floor(exact) };
		});
	let left = wanted - shares.reduce((sum, { take }) => sum + take, 0);
	for (const share of [...shares].sort((a, b) => b.rest - a.rest)) {
		if (left > 0 && share.take + 1 < share.rows.length) {
			share.take += 1;
			left -= 1;
		}
	}
	return Int32Array.from(shares.flatMap(({ rows, take }) => rows.slice(0, take))).sort();
}
