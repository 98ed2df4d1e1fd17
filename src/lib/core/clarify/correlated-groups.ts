import type { PairCorrelation } from '../insight/correlation';

/** How strongly two columns go together, 0 to 1, by the largest measure that fits them; 0 where none is defined. */
function strengthOf({ pearson, spearman, cramersV, correlationRatio }: PairCorrelation): number {
	return Math.max(...[pearson, spearman, cramersV, correlationRatio].map((value) => Math.abs(value ?? 0)));
}

/** Columns in groups: two that go together at least as strongly as `limit` are in one, also by way of others (single linkage). */
export function correlatedGroups(
	columns: readonly string[],
	pairs: readonly PairCorrelation[],
	limit: number
): string[][] {
	const groups = new Map(columns.map((name) => [name, [name]]));
	for (const pair of pairs) {
		if (strengthOf(pair) < limit) continue;
		const [a, b] = [groups.get(pair.a), groups.get(pair.b)];
		if (!a || !b || a === b) continue;
		a.push(...b);
		for (const name of b) groups.set(name, a);
	}
	return [...new Set(groups.values())];
}
