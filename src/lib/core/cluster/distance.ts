/** Levenshtein's distance in code points, or `limit + 1` as soon as it is known to be more than `limit`. */
export function levenshtein(a: readonly string[], b: readonly string[], limit = Infinity): number {
	if (Math.abs(a.length - b.length) > limit) return limit + 1;
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		let least = i;
		for (let j = 1; j <= b.length; j++) {
			const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
			const value = Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
			next.push(value);
			least = Math.min(least, value);
		}
		if (least > limit) return limit + 1;
		row = next;
	}
	return row[b.length] ?? 0;
}

/** Jaro's similarity from 0 to 1, raised by up to four letters of a common beginning (Winkler 1990, scale 0.1). */
export function jaroWinkler(a: readonly string[], b: readonly string[]): number {
	if (a.length === 0 || b.length === 0) return a.length === b.length ? 1 : 0;
	const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
	const taken = new Uint8Array(b.length);
	const common: string[] = [];
	a.forEach((letter, i) => {
		for (let j = Math.max(0, i - reach); j <= Math.min(b.length - 1, i + reach); j++)
			if (taken[j] === 0 && b[j] === letter) {
				taken[j] = 1;
				common.push(letter);
				return;
			}
	});
	if (common.length === 0) return 0;
	const other = b.filter((_, j) => taken[j] === 1);
	const transposed = common.filter((letter, i) => letter !== other[i]).length / 2;
	const m = common.length;
	const jaro = (m / a.length + m / b.length + (m - transposed) / m) / 3;
	let prefix = 0;
	while (prefix < 4 && a[prefix] !== undefined && a[prefix] === b[prefix]) prefix++;
	return jaro + prefix * 0.1 * (1 - jaro);
}
