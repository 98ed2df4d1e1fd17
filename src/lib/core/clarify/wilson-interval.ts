/** Quantile of the normal distribution at 97.5 %. */
export const normal95 = 1.959963984540054;

/** The 95 % interval of a share (Wilson 1927): it stays within 0 and 1 and is right for few rows; null without rows. */
export function wilsonInterval(hits: number, rows: number): { readonly lower: number; readonly upper: number } | null {
	if (rows === 0) return null;
	const z2 = normal95 ** 2;
	const share = hits / rows;
	const middle = (share + z2 / (2 * rows)) / (1 + z2 / rows);
	const half = (normal95 / (1 + z2 / rows)) * Math.sqrt((share * (1 - share)) / rows + z2 / (4 * rows * rows));
	return {
		lower: hits === 0 ? 0 : Math.max(0, middle - half),
		upper: hits === rows ? 1 : Math.min(1, middle + half)
	};
}
