/** Rows with a score, by the number of their group. */
export interface ScoredRows {
	/** -1: of none that is compared. */
	readonly group: Int32Array;
	/** 1 where the label is positive. */
	readonly label: Uint8Array;
	/** No NaN. */
	readonly score: Float64Array;
	/** How many groups there are; one may have no rows. */
	readonly groups: number;
	/** How much each row counts; 1 where left out. */
	readonly weight?: Float64Array;
}

/** What every cut of a group's scores does, from approving nobody (0) to everybody: tied scores are approved together. Rows count by their weights. */
export interface ThresholdCurve {
	readonly n: number;
	readonly positives: number;
	/** The least score approved, falling; Infinity first. */
	readonly cuts: Float64Array;
	/** Approved rows with a positive and with a negative label. */
	readonly truePositives: Float64Array;
	readonly falsePositives: Float64Array;
}

/** One curve a group. */
export function thresholdCurves({ group, label, score, groups, weight }: ScoredRows): ThresholdCurve[] {
	const order = Int32Array.from({ length: score.length }, (_, row) => row);
	order.sort((a, b) => (score[b] ?? 0) - (score[a] ?? 0));
	const open = Array.from({ length: groups }, () => ({ cuts: [Infinity], tp: [0], fp: [0] }));
	for (const row of order) {
		const own = open[group[row] ?? -1];
		if (!own) continue;
		const cut = score[row] ?? 0;
		const last = own.cuts.length - 1;
		const isTied = last > 0 && own.cuts[last] === cut;
		const at = isTied ? last : last + 1;
		own.cuts[at] = cut;
		const counts = weight ? (weight[row] ?? 0) : 1;
		own.tp[at] = (own.tp[isTied ? at : last] ?? 0) + (label[row] === 1 ? counts : 0);
		own.fp[at] = (own.fp[isTied ? at : last] ?? 0) + (label[row] === 1 ? 0 : counts);
	}
	return open.map(({ cuts, tp, fp }) => ({
		n: (tp.at(-1) ?? 0) + (fp.at(-1) ?? 0),
		positives: tp.at(-1) ?? 0,
		cuts: Float64Array.from(cuts),
		truePositives: Float64Array.from(tp),
		falsePositives: Float64Array.from(fp)
	}));
}

/** The place on the curve of the threshold `t`: all scores at or above it are approved. */
export function placeOf({ cuts }: ThresholdCurve, t: number): number {
	let [low, high] = [0, cuts.length - 1];
	while (low < high) {
		const middle = (low + high + 1) >> 1;
		if ((cuts[middle] ?? -Infinity) >= t) low = middle;
		else high = middle - 1;
	}
	return low;
}

/** Rows that a cut calls rightly. */
export function correctAt({ n, positives, truePositives, falsePositives }: ThresholdCurve, at: number): number {
	return (truePositives[at] ?? 0) + (n - positives) - (falsePositives[at] ?? 0);
}
