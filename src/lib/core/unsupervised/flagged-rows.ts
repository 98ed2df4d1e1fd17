/** Rows by falling score, ties by their place. */
export function byFallingScore(scores: Float64Array): Int32Array {
	return Int32Array.from(scores.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
}

export interface FlaggedRows {
	/** 1 where a row is flagged. */
	readonly flagged: Uint8Array;
	readonly count: number;
	/** The least score that is flagged. */
	readonly threshold: number;
}

/** Flags the first of the rows, by falling score: a share of them, above 0 and at most 1, and at least one. */
export function flagRows(scores: Float64Array, order: Int32Array, share: number): FlaggedRows {
	const count = Math.max(1, Math.round(share * scores.length));
	const flagged = new Uint8Array(scores.length);
	for (const row of order.subarray(0, count)) flagged[row] = 1;
	return { flagged, count, threshold: scores[order[count - 1] ?? 0] ?? 0 };
}
