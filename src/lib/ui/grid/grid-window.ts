/** Which rows and columns of a large table lie in the window, as pure functions of the scroll. */
export interface Extent {
	readonly rows: number;
	readonly rowHeight: number;
	/** Height of the rows' window in px. */
	readonly height: number;
}

/** Browsers stop counting pixels somewhere above this. */
const tallest = 8_000_000;

export function scrollHeight({ rows, rowHeight }: Extent): number {
	return Math.min(rows * rowHeight, tallest);
}

/** The row at the top of the window, with a fraction. Past the tallest element the scroll bar stands for the share of the table. */
export function topRow(extent: Extent, scrollTop: number): number {
	const { rows, rowHeight, height } = extent;
	if (rows * rowHeight <= tallest) return scrollTop / rowHeight;
	const share = Math.min(1, Math.max(0, scrollTop / (tallest - height)));
	return share * (rows - height / rowHeight);
}

/** The scroll that brings a row to the top. */
export function scrollTopOf(extent: Extent, row: number): number {
	const { rows, rowHeight, height } = extent;
	if (rows * rowHeight <= tallest) return row * rowHeight;
	return (row / (rows - height / rowHeight)) * (tallest - height);
}

/** Rows to draw: those in the window and a few around. */
export function rowRange(extent: Extent, scrollTop: number, around = 4): { first: number; last: number } {
	const top = topRow(extent, scrollTop);
	const first = Math.max(0, Math.floor(top) - around);
	const last = Math.min(extent.rows, Math.ceil(top + extent.height / extent.rowHeight) + around);
	return { first, last };
}

/** Left edges of columns, and the whole width behind. */
export function columnEdges(widths: readonly number[]): number[] {
	const edges = [0];
	for (const width of widths) edges.push((edges.at(-1) ?? 0) + width);
	return edges;
}

/** Columns to draw: those in the window and one on each side. */
export function columnRange(edges: readonly number[], left: number, width: number): { first: number; last: number } {
	const count = edges.length - 1;
	let first = 0;
	while (first < count - 1 && (edges[first + 1] ?? 0) <= left) first++;
	let last = first;
	while (last < count && (edges[last] ?? 0) < left + width) last++;
	return { first: Math.max(0, first - 1), last: Math.min(count, last + 1) };
}

/** A width that shows a name and values of a type. */
export function columnWidth(name: string, type: string): number {
	const letters = Math.max(
		Array.from(name).length * 1.1 + 5,
		type === 'VARCHAR' ? 16 : type.startsWith('TIMESTAMP') ? 19 : 11
	);
	return Math.min(240, Math.max(104, letters * 8));
}
