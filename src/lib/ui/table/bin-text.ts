import type { BinnedColumn, BinRange } from '$lib/core/table/brush';
import { isTemporalType } from '$lib/core/table/schema';
import type { I18n } from '$lib/i18n/i18n.svelte';

/** A run of a column's bins as people read it: 20–35, or the values. */
export function binText(i18n: I18n, { type, bins }: BinnedColumn, { first, last }: BinRange): string {
	const low = bins[first];
	const high = bins[last];
	if (low && high && 'from' in low && 'to' in high) {
		const edge = (x: number) => (isTemporalType(type) ? i18n.day(x) : i18n.number(x));
		return `${edge(low.from)} – ${edge(high.to)}`;
	}
	return bins
		.slice(first, last + 1)
		.map((bin) => ('value' in bin ? bin.value : ''))
		.join(', ');
}
