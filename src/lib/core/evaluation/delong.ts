import type { ScoredLabels } from './evaluated-rows';

export interface RowShares {
	/** Area under the ROC curve, ties counting half; null where one class only is there. */
	readonly auc: number | null;
	/** What each row adds to its error: the variance is the sum of squares. */
	readonly influence: Float64Array;
}

/**
 * The area under the ROC curve with DeLong's structural components (DeLong, DeLong and Clarke-Pearson 1988): a row's component is the share
 * of the other class that it is ranked rightly against. By mid-ranks, in one sort (Sun and Xu 2014); weights count as shares of rows.
 */
export function aucShares({ labels, scores, weights }: ScoredLabels): RowShares {
	const rows = labels.length;
	const influence = new Float64Array(rows);
	const order = Int32Array.from(labels.keys()).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0));
	const sides = [sideOf(labels, weights, 0), sideOf(labels, weights, 1)] as const;
	const [negatives, positives] = sides;
	if (negatives.weight === 0 || positives.weight === 0) return { auc: null, influence };
	const below: [number, number] = [0, 0];
	let wins = 0;
	for (let from = 0; from < rows;) {
		const tied: [number, number] = [0, 0];
		let to = from;
		for (; to < rows && scores[order[to] ?? 0] === scores[order[from] ?? 0]; to++) {
			const row = order[to] ?? 0;
			tied[labels[row] === 1 ? 1 : 0] += weights[row] ?? 0;
		}
		for (let at = from; at < to; at++) {
			const row = order[at] ?? 0;
			const isPositive = labels[row] === 1;
			const won = isPositive ? below[0] + tied[0] / 2 : positives.weight - below[1] - tied[1] / 2;
			const component = won / (isPositive ? negatives : positives).weight;
			influence[row] = component;
			if (isPositive) wins += (weights[row] ?? 0) * won;
		}
		below[0] += tied[0];
		below[1] += tied[1];
		from = to;
	}
	const auc = wins / (negatives.weight * positives.weight);
	for (let row = 0; row < rows; row++) {
		const { weight, correction } = sides[labels[row] === 1 ? 1 : 0];
		influence[row] = (((weights[row] ?? 0) * ((influence[row] ?? 0) - auc)) / weight) * correction;
	}
	return { auc, influence };
}

/** Weight of a class, and what makes the variance of its rows unbiased: √(n / (n - 1)). */
function sideOf(labels: Uint8Array, weights: Float64Array, side: 0 | 1) {
	let [weight, squares] = [0, 0];
	for (let row = 0; row < labels.length; row++) {
		if (labels[row] !== side) continue;
		weight += weights[row] ?? 0;
		squares += (weights[row] ?? 0) ** 2;
	}
	const rows = squares > 0 ? weight ** 2 / squares : 0;
	return { weight, correction: rows > 1 ? Math.sqrt(rows / (rows - 1)) : 0 };
}
