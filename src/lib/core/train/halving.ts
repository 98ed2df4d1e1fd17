/** So many candidates are given this share of the full budget. */
export interface Rung {
	readonly candidates: number;
	readonly share: number;
}

export const halvingEta = 3;

/**
 * Rungs of successive halving (Jamieson & Talwalkar 2016, as in Hyperband's inner loop): each keeps the best 1 / eta of the rung before and
 * gives them eta times the budget, until the last has all of it. A rung of less than `least` of the budget is left out; its candidates
 * start at the next one.
 */
export function halvingRungs(count: number, least = 0, eta = halvingEta): Rung[] {
	const last = Math.max(0, Math.floor(Math.log(count) / Math.log(eta) + 1e-9));
	const rungs = Array.from({ length: last + 1 }, (_, at) => ({
		candidates: Math.max(1, Math.floor(count / eta ** at + 1e-9)),
		share: eta ** (at - last)
	}));
	const from = Math.min(
		rungs.findIndex(({ share }) => share >= least - 1e-12),
		last
	);
	return rungs.slice(Math.max(0, from)).map((rung, at) => (at === 0 ? { ...rung, candidates: count } : rung));
}

/** Places of the `keep` lowest scores, in their order; of the same score the earlier one. Null (it diverged) never survives. */
export function survivors(scores: readonly (number | null)[], keep: number): number[] {
	return scores
		.flatMap((score, at) => (score === null || Number.isNaN(score) ? [] : [{ score, at }]))
		.sort((a, b) => a.score - b.score || a.at - b.at)
		.slice(0, keep)
		.map(({ at }) => at)
		.sort((a, b) => a - b);
}
