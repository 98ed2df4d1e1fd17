import type { BinRange } from '$lib/core/table/brush';

/** What is chosen in the pictures of the columns, and how to choose. */
export interface GridBrush {
	/** Rows left by bin, of each column. */
	readonly counts: ReadonlyMap<string, Float64Array>;
	readonly ranges: ReadonlyMap<string, BinRange>;
	/** Someone is near the pictures. */
	prepare(): void;
	move(column: string, range: BinRange): void;
	keep(column: string, range: BinRange): void;
}
