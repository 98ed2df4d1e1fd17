/** Rows of one side by score: what a threshold does to them. */
export interface ScoredRow {
	readonly inFacet: boolean;
	readonly label: boolean;
	readonly score: number;
}

export interface SideOutcome {
	readonly threshold: number;
	readonly n: number;
	/** Share of rows at or above the threshold. */
	readonly approved: number;
	readonly accuracy: number;
}

export interface ThresholdChoice {
	readonly facet: SideOutcome;
	readonly rest: SideOutcome;
	/** Over both sides. */
	readonly approved: number;
	readonly accuracy: number;
}

/** What thresholds for each side give: a row is approved when its score reaches its side's. */
export function outcomeOf(rows: readonly ScoredRow[], facet: number, rest: number): ThresholdChoice {
	const side = (inside: boolean, threshold: number): SideOutcome => {
		const own = rows.filter((row) => row.inFacet === inside);
		const share = (holds: (row: ScoredRow) => boolean) =>
			own.length === 0 ? 0 : own.filter(holds).length / own.length;
		return {
			threshold,
			n: own.length,
			approved: share((row) => row.score >= threshold),
			accuracy: share((row) => row.score >= threshold === row.label)
		};
	};
	const [d, a] = [side(true, facet), side(false, rest)];
	const mean = (read: (outcome: SideOutcome) => number) => (read(d) * d.n + read(a) * a.n) / Math.max(1, d.n + a.n);
	return { facet: d, rest: a, approved: mean((o) => o.approved), accuracy: mean((o) => o.accuracy) };
}

/**
 * Thresholds for each side under which both have the share of approvals that one threshold gives all rows together: each side's
 * quantile at that share (demographic parity after Hardt, Price and Srebro 2016). Ties in score can leave the shares a
 * little apart. Both sides must have rows.
 */
export function equalApproval(rows: readonly ScoredRow[], threshold: number): ThresholdChoice {
	const { approved } = outcomeOf(rows, threshold, threshold);
	const at = (inside: boolean): number => {
		const scores = rows.filter((row) => row.inFacet === inside).map((row) => row.score);
		const falling = Float64Array.from(scores).sort().reverse();
		const wanted = Math.round(approved * falling.length);
		if (wanted <= 0) return Infinity;
		const candidates = [falling[wanted - 1] ?? 0, nextAbove(falling, wanted)];
		const reached = (cut: number) => Math.abs(scores.filter((score) => score >= cut).length - wanted);
		return candidates.reduce((best, cut) => (reached(cut) < reached(best) ? cut : best));
	};
	return outcomeOf(rows, at(true), at(false));
}

/** The least score above that of rank `wanted`, in falling scores: the other way a tie can be cut. */
function nextAbove(falling: Float64Array, wanted: number): number {
	const tied = falling[wanted - 1] ?? 0;
	return falling.filter((score) => score > tied).at(-1) ?? Infinity;
}
