/** What one column adds to the answers of a model: the mean of the absolute Shapley values over rows. */
export interface ColumnAttribution {
	readonly feature: string;
	readonly meanAbs: number;
}

/** Why there is no figure, or what it leaves out. */
export type AttributionReason =
	'baseline-empty' | 'current-empty' | 'baseline-zero' | 'current-zero' | 'not-finite' | 'columns-differ';

/** Where a column stands on one side. Ranks begin at 1; equal sizes stand in the order of the model's columns. */
export interface AttributionPlace {
	readonly meanAbs: number;
	/** Of the sum over all columns; 0 where that is 0. */
	readonly share: number;
	readonly rank: number;
}

export interface AttributionColumn {
	readonly feature: string;
	readonly baseline: AttributionPlace;
	readonly current: AttributionPlace;
	/** Places it rose, down where negative. */
	readonly moved: number;
}

export interface AttributionDrift {
	/** 0 to 1, 1 where the ranking is the one of the baseline; null with a reason where it is not defined. */
	readonly ndcg: number | null;
	readonly limit: number;
	readonly drifted: boolean;
	readonly reason: AttributionReason | null;
	/** By their rank in the baseline. */
	readonly columns: readonly AttributionColumn[];
	/** Columns that only one side has; they are left out of the figure. */
	readonly onlyBaseline: readonly string[];
	readonly onlyCurrent: readonly string[];
}

/** Below it attributions have drifted, as SageMaker Model Monitor has it. */
export const attributionLimit = 0.9;

/**
 * Drift of attributions as SageMaker Model Monitor defines it ("Feature attribution drift for models in production"): with f the columns
 * in the order of the baseline's attributions a, and f' in the order of the live ones,
 * NDCG = DCG / iDCG, DCG = Σ_i a(f'_i) / log2(i + 1), iDCG = Σ_i a(f_i) / log2(i + 1), i from 1. Where live attributions are
 * equal the figure is the mean over the orders they allow (McSherry and Najork 2008), as scikit-learn's ndcg_score.
 */
export function attributionDrift(
	baseline: readonly ColumnAttribution[],
	current: readonly ColumnAttribution[],
	limit: number = attributionLimit
): AttributionDrift {
	const live = new Map(current.map(({ feature, meanAbs }) => [feature, meanAbs]));
	const known = new Set(baseline.map(({ feature }) => feature));
	const shared = baseline.filter(({ feature }) => live.has(feature));
	const before = shared.map(({ meanAbs }) => meanAbs);
	const after = shared.map(({ feature }) => live.get(feature) ?? 0);
	const onlyBaseline = baseline.flatMap(({ feature }) => (live.has(feature) ? [] : [feature]));
	const onlyCurrent = current.flatMap(({ feature }) => (known.has(feature) ? [] : [feature]));
	const places = { baseline: placesOf(before), current: placesOf(after) };
	const columns = shared
		.map(({ feature }, at): AttributionColumn => {
			const [first, second] = [places.baseline[at] ?? nowhere, places.current[at] ?? nowhere];
			return { feature, baseline: first, current: second, moved: first.rank - second.rank };
		})
		.sort((a, b) => a.baseline.rank - b.baseline.rank);
	const refused = whyNot(baseline, current, before, after);
	const ndcg = refused === null ? discountedGain(before, after) / discountedGain(before, before) : null;
	const isWhole = onlyBaseline.length === 0 && onlyCurrent.length === 0;
	return {
		...{ ndcg, limit, columns, onlyBaseline, onlyCurrent },
		drifted: ndcg !== null && ndcg < limit,
		reason: refused ?? (isWhole ? null : 'columns-differ')
	};
}

const nowhere: AttributionPlace = { meanAbs: 0, share: 0, rank: 0 };

function whyNot(
	baseline: readonly ColumnAttribution[],
	current: readonly ColumnAttribution[],
	before: readonly number[],
	after: readonly number[]
): AttributionReason | null {
	if (baseline.length === 0) return 'baseline-empty';
	if (current.length === 0) return 'current-empty';
	if (before.length === 0) return 'columns-differ';
	if (![...before, ...after].every((value) => Number.isFinite(value) && value >= 0)) return 'not-finite';
	if (before.every((value) => value === 0)) return 'baseline-zero';
	return after.every((value) => value === 0) ? 'current-zero' : null;
}

function placesOf(sizes: readonly number[]): AttributionPlace[] {
	const total = sizes.reduce((sum, size) => sum + size, 0);
	const order = sizes.map((_, at) => at).sort((a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || a - b);
	const places: AttributionPlace[] = [];
	order.forEach((at, place) => {
		const meanAbs = sizes[at] ?? 0;
		places[at] = { meanAbs, share: total > 0 ? meanAbs / total : 0, rank: place + 1 };
	});
	return places;
}

/** Σ gain / log2(place + 1) in the order of falling scores; columns of equal score each get the mean gain of them. */
function discountedGain(gains: readonly number[], scores: readonly number[]): number {
	const order = scores.map((_, at) => at).sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
	let sum = 0;
	for (let from = 0; from < order.length;) {
		let to = from;
		while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
		const tied = order.slice(from, to);
		const gain = tied.reduce((total, at) => total + (gains[at] ?? 0), 0) / tied.length;
		for (let place = from; place < to; place++) sum += gain / Math.log2(place + 2);
		from = to;
	}
	return sum;
}
