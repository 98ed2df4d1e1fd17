/**
 * Columns are how tables move between engines, threads and core: typed arrays, never row objects.
 * Booleans are 0 and 1, dates and timestamps milliseconds since 1970 UTC, whole numbers beyond 2^53 lose digits.
 */
export interface NumberVector {
	readonly kind: 'number';
	readonly values: Float64Array;
	/** 1 where the value is missing; null when none is. A stored NaN is a value, not a missing one. */
	readonly missing: Uint8Array | null;
}

/** Text by dictionary: `codes[i]` is the place in `dictionary`, or -1 where the value is missing. */
export interface TextVector {
	readonly kind: 'text';
	readonly codes: Int32Array;
	readonly dictionary: readonly string[];
}

export type Vector = NumberVector | TextVector;

export interface Column {
	readonly name: string;
	/** The DuckDB type it came from: BIGINT, DOUBLE, VARCHAR, DATE, TIMESTAMP, BOOLEAN. */
	readonly type: string;
	readonly vector: Vector;
}

export interface Columns {
	readonly rows: number;
	readonly columns: readonly Column[];
}

export type Cell = number | string | null;

/** The value of one cell: number, text, or null where missing. */
export function cellAt(vector: Vector, row: number): Cell {
	if (vector.kind === 'number') {
		return vector.missing?.[row] === 1 ? null : (vector.values[row] ?? null);
	}
	const code = vector.codes[row] ?? -1;
	return code < 0 ? null : (vector.dictionary[code] ?? null);
}

export function columnNamed(columns: Columns, name: string): Column | undefined {
	return columns.columns.find((column) => column.name === name);
}

/** A number vector of cells; null is missing. */
export function numberVector(cells: readonly (number | null)[]): NumberVector {
	const values = new Float64Array(cells.length);
	let missing: Uint8Array | null = null;
	cells.forEach((cell, row) => {
		if (cell === null) (missing ??= new Uint8Array(cells.length))[row] = 1;
		else values[row] = cell;
	});
	return { kind: 'number', values, missing };
}

/** A text vector of cells; null is missing. The dictionary keeps the order of first appearance. */
export function textVector(cells: readonly (string | null)[]): TextVector {
	const codes = new Int32Array(cells.length);
	const places = new Map<string, number>();
	cells.forEach((cell, row) => {
		if (cell === null) {
			codes[row] = -1;
			return;
		}
		let code = places.get(cell);
		if (code === undefined) places.set(cell, (code = places.size));
		codes[row] = code;
	});
	return { kind: 'text', codes, dictionary: [...places.keys()] };
}

/** The rows named by `index`, in its order. */
export function takeRows(columns: Columns, index: Int32Array | readonly number[]): Columns {
	const take = (vector: Vector): Vector => {
		if (vector.kind === 'text') {
			const codes = new Int32Array(index.length);
			for (let i = 0; i < index.length; i++) codes[i] = vector.codes[index[i] ?? 0] ?? -1;
			return { kind: 'text', codes, dictionary: vector.dictionary };
		}
		const values = new Float64Array(index.length);
		const missing = vector.missing && new Uint8Array(index.length);
		for (let i = 0; i < index.length; i++) {
			const row = index[i] ?? 0;
			values[i] = vector.values[row] ?? NaN;
			if (missing) missing[i] = vector.missing?.[row] ?? 0;
		}
		return { kind: 'number', values, missing };
	};
	return {
		rows: index.length,
		columns: columns.columns.map((column) => ({ ...column, vector: take(column.vector) }))
	};
}

/** The rows from `from` up to `to`, views of the same memory. */
export function rowsBetween({ columns }: Columns, from: number, to: number): Columns {
	const view = (vector: Vector): Vector =>
		vector.kind === 'text'
			? { ...vector, codes: vector.codes.subarray(from, to) }
			: { ...vector, values: vector.values.subarray(from, to), missing: vector.missing?.subarray(from, to) ?? null };
	return { rows: to - from, columns: columns.map((column) => ({ ...column, vector: view(column.vector) })) };
}

/** One row object a row. Only for small answers (a handful of aggregates), never for data. */
export function toRows(columns: Columns): Record<string, Cell>[] {
	return Array.from({ length: columns.rows }, (_, row) =>
		Object.fromEntries(columns.columns.map((column) => [column.name, cellAt(column.vector, row)]))
	);
}
