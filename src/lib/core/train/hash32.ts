/** A whole number below 2^32 that depends on every bit of x (lowbias32 of C. Wellons, "Prospecting for hash functions", 2018). */
export function hash32(x: number): number {
	let h = x | 0;
	h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
	h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
	return (h ^ (h >>> 16)) >>> 0;
}
