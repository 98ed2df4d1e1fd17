import type { ScoredLabels } from './evaluated-rows';

/** Places where a band round a curve is measured: 0, 0.02 ... 1. */
export const bandSteps = 50;

/** Rows by falling score, so that they can be measured under many weights without another sort. */
export interface Ranked {
	readonly labels: Uint8Array;
	/** Row numbers by falling score. */
	readonly order: Int32Array;
	/** 1 where the next row in order has another score. */
	readonly ends: Uint8Array;
}

export function rank({ labels, scores }: Pick<ScoredLabels, 'labels' | 'scores'>): Ranked {
	const order = Int32Array.from(labels.keys()).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
	const ends = Uint8Array.from(order, (row, at) =>
		at + 1 === order.length || scores[order[at + 1] ?? 0] !== scores[row] ? 1 : 0
	);
	return { labels, order, ends };
}

/** How many figures `measureRanking` writes. */
export const rankingFigures = 2 + 2 * (bandSteps + 1);

/**
 * Writes the average precision (the sum of precision times the gain in recall over the distinct scores, as scikit-learn), the Kolmogorov-Smirnov
 * distance of the two classes' scores, then true positive rates at even false positive rates (between two points linearly), then precisions
 * at even recalls (of the strictest cut that reaches it). Leaves all as they were where a class has no weight.
 */
export function measureRanking({ labels, order, ends }: Ranked, weights: Float64Array, into: Float64Array): void {
	let [positives, negatives] = [0, 0];
	for (let row = 0; row < labels.length; row++)
		if (labels[row] === 1) positives += weights[row] ?? 0;
		else negatives += weights[row] ?? 0;
	if (positives === 0 || negatives === 0) return;
	let [found, alarms] = [0, 0];
	let [recallBefore, rateBefore] = [0, 0];
	let [precisions, apart] = [0, 0];
	let [rocStep, recallStep] = [0, 0];
	for (let at = 0; at < order.length; at++) {
		const row = order[at] ?? 0;
		if (labels[row] === 1) found += weights[row] ?? 0;
		else alarms += weights[row] ?? 0;
		if (ends[at] === 0 || found + alarms === 0) continue;
		const [recall, rate] = [found / positives, alarms / negatives];
		const precision = found / (found + alarms);
		precisions += (recall - recallBefore) * precision;
		apart = Math.max(apart, Math.abs(recall - rate));
		for (; rocStep / bandSteps < rate; rocStep++) {
			const part = (rocStep / bandSteps - rateBefore) / (rate - rateBefore);
			into[2 + rocStep] = recallBefore + part * (recall - recallBefore);
		}
		for (; recallStep <= bandSteps && recallStep / bandSteps <= recall; recallStep++)
			into[3 + bandSteps + recallStep] = precision;
		[recallBefore, rateBefore] = [recall, rate];
	}
	into[0] = precisions;
	into[1] = apart;
	for (; rocStep <= bandSteps; rocStep++) into[2 + rocStep] = 1;
}
