import type { PairCorrelation } from './correlation';

export type RelationMeasure = 'pearson' | 'spearman' | 'cramersV' | 'correlationRatio';

export interface Relation {
	readonly a: string;
	readonly b: string;
	readonly measure: RelationMeasure;
	readonly value: number;
}

/** How strongly a pair goes together, by the measure that fits its kinds: of two numbers the stronger of Pearson and Spearman. */
export function relationOf(pair: PairCorrelation): Relation | null {
	const { a, b, pearson, spearman, cramersV, correlationRatio } = pair;
	if (pearson !== null && spearman !== null)
		return Math.abs(spearman) > Math.abs(pearson)
			? { a, b, measure: 'spearman', value: spearman }
			: { a, b, measure: 'pearson', value: pearson };
	if (cramersV !== null) return { a, b, measure: 'cramersV', value: cramersV };
	return correlationRatio === null ? null : { a, b, measure: 'correlationRatio', value: correlationRatio };
}

/** The strongest pairs first. */
export function strongestRelations(pairs: readonly PairCorrelation[], count: number): Relation[] {
	return pairs
		.flatMap((pair) => relationOf(pair) ?? [])
		.sort((x, y) => Math.abs(y.value) - Math.abs(x.value))
		.slice(0, count);
}
