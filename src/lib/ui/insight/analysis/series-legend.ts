/** Names of series in their order, each with a colour and a mark of its own; what is in none is called `others`. */
export interface SeriesLook {
	readonly name: string;
	readonly colour: string;
	readonly symbol: 'circle' | 'square' | 'triangle' | 'diamond' | 'star' | 'cross' | 'wye' | 'plus';
}
const symbols = ['circle', 'square', 'triangle', 'diamond', 'star', 'cross', 'wye', 'plus'] as const;

export const symbolMarks: Readonly<Record<SeriesLook['symbol'], string>> = {
	circle: '●',
	square: '■',
	triangle: '▲',
	diamond: '◆',
	star: '★',
	cross: '✚',
	wye: '⅄',
	plus: '+'
};

/** A colour and a mark for a place in a list: 56 pairs before one comes again. */
export function lookAt(at: number): Omit<SeriesLook, 'name'> {
	return { colour: `var(--series-${(at % 7) + 1})`, symbol: symbols[at % symbols.length] ?? 'circle' };
}

export function seriesLooks(names: readonly (string | null)[], others: string): SeriesLook[] {
	const known = [...new Set(names.flatMap((name) => name ?? []))].sort();
	const all = names.includes(null) ? [...known, others] : known;
	return all.map((name, at) => ({
		name,
		...lookAt(at),
		...(name === others && at === known.length ? { colour: 'var(--series-8)' } : {})
	}));
}
