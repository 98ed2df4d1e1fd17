/** A seeded generator of numbers in [0, 1): mulberry32. The same seed gives the same numbers everywhere. */
export type Random = () => number;

export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let t = state;
		t = Math.imul(t ^ (t >>> 15), t | 1);
		t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

/** 0..n-1 in random order (Fisher-Yates). */
export function shuffledIndex(n: number, random: Random): Int32Array {
	const index = new Int32Array(n);
	for (let i = 0; i < n; i++) index[i] = i;
	for (let i = n - 1; i > 0; i--) {
		const j = Math.floor(random() * (i + 1));
		const swap = index[i] ?? 0;
		index[i] = index[j] ?? 0;
		index[j] = swap;
	}
	return index;
}
