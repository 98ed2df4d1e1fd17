/** Names of series in their order, each with a colour and a mark of its own; what is in none is called `others`. */
export interface SeriesLook {
	readonly name: string;
	readonly colour: string;
	readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'cross' | 'wye' | 'plus';
}
const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross', 'wye', 'plus'] as const;

export function seriesLooks(names: readonly (string | null)[], others: string): SeriesLook[] {
	const known = [...new Set(names.flatMap((name) => name ?? []))].sort();
	const all = names.includes(null) ? [...known, others] : known;
	return all.map((name, at) => ({
		name,
		colour: name === others && at === known.length ? 'var(--series-8)' : `var(--series-${(at % 7) + 1})`,
		symbol: symbols[at % symbols.length] ?? 'circle'
	}));
}
