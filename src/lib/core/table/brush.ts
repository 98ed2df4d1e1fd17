import type { ColumnProfile } from './profile';
import { isTemporalType, type Field } from './schema';
import { sqlList, sqlName, sqlValue } from './sql';

/** A column as its small picture shows it: ranges of numbers or times, or the most frequent texts. */
export interface BinnedColumn {
	readonly name: string;
	readonly type: string;
	readonly bins: readonly Bin[];
}
export type Bin = { readonly from: number; readonly to: number } | { readonly value: string };

/** Bins of text shown at most. */
export const shownValues = 8;

/** The bins of a profile's picture; null for a column with fewer than two, which cannot be narrowed. */
export function binnedColumn(field: Field, profile: ColumnProfile): BinnedColumn | null {
	const bins: readonly Bin[] =
		profile.histogram.length > 0
			? profile.histogram.map(({ from, to }) => ({ from, to }))
			: profile.top.slice(0, shownValues).map(({ value }) => ({ value }));
	return bins.length < 2 ? null : { name: field.name, type: field.type, bins };
}

/** Places of bins chosen in a column, a run from the first to the last. */
export interface BinRange {
	readonly first: number;
	readonly last: number;
}

function numberSql({ name, type }: BinnedColumn): string {
	const column = sqlName(name);
	if (isTemporalType(type)) return `CAST(epoch_ms(${column}) AS DOUBLE)`;
	return type === 'DOUBLE' || type === 'FLOAT'
		? `CASE WHEN isfinite(${column}) THEN CAST(${column} AS DOUBLE) END`
		: `CAST(${column} AS DOUBLE)`;
}

const textSql = ({ name }: BinnedColumn) => `left(CAST(${sqlName(name)} AS VARCHAR), 200)`;

/** SQL of the place of a row's bin; NULL where it is in none. */
function binSql(column: BinnedColumn): string {
	const [first] = column.bins;
	if (first && 'from' in first) {
		const width = sqlValue(first.to - first.from);
		const x = numberSql(column);
		const place = `least(floor((${x} - ${sqlValue(first.from)}) / ${width}), ${column.bins.length - 1})`;
		// least and greatest pass over a missing value
		return `CAST(CASE WHEN ${x} IS NOT NULL THEN greatest(${place}, 0) END AS UTINYINT)`;
	}
	const cases = column.bins.map((bin, i) => ('value' in bin ? `WHEN ${sqlValue(bin.value)} THEN ${i}` : ''));
	return `CAST(CASE ${textSql(column)} ${cases.join(' ')} END AS UTINYINT)`;
}

/** SQL that holds for the rows in a run of bins. */
export function rangeSql(column: BinnedColumn, { first, last }: BinRange): string {
	return `coalesce(${binSql(column)} BETWEEN ${first} AND ${last}, FALSE)`;
}

/** The same in the formula language, for a step that keeps these rows. */
export function rangeFormula(column: BinnedColumn, { first, last }: BinRange): string {
	const name = sqlName(column.name);
	const low = column.bins[first];
	const high = column.bins[last];
	if (!low || !high) return 'true';
	if ('from' in low && 'to' in high) {
		const literal = (x: number) =>
			isTemporalType(column.type) ? `'${new Date(x).toISOString().slice(0, 19).replace('T', ' ')}'` : String(x);
		const end = last === column.bins.length - 1 ? '' : ` and ${name} < ${literal(high.to)}`;
		return `${name} >= ${literal(low.from)}${end}`;
	}
	const values = column.bins.slice(first, last + 1).map((bin) => ('value' in bin ? bin.value : ''));
	return `${name} in ${sqlList(values)}`;
}

/**
 * How many rows fall in each pair of bins, the active column's with every column's: (place, a, b, n) rows, place -1 for the active column
 * alone. With it the pictures of all columns follow a brush over the active one without asking again.
 */
export function cubeSelect(
	relation: string,
	active: BinnedColumn,
	columns: readonly BinnedColumn[],
	filters: readonly string[]
): string {
	const where = filters.length === 0 ? '' : ` WHERE ${filters.join(' AND ')}`;
	const bins = columns.map((column, i) => `${binSql(column)} AS b${i}`);
	const counts = [
		'SELECT -1 AS place, a, 0 AS b, count(*)::DOUBLE AS n FROM binned GROUP BY a',
		...columns.map(
			(_, i) =>
				`SELECT ${i} AS place, a, b${i} AS b, count(*)::DOUBLE AS n FROM binned WHERE b${i} IS NOT NULL GROUP BY a, b${i}`
		)
	];
	return `WITH binned AS MATERIALIZED (SELECT ${[`${binSql(active)} AS a`, ...bins].join(', ')} FROM ${relation}${where}) SELECT place, coalesce(a, 255) AS a, b, n FROM (${counts.join(' UNION ALL ')})`;
}

/** Counts by pairs of bins; the last row of each table is for rows that are in no bin of the active column. */
export interface BrushCube {
	readonly active: string;
	readonly activeBins: number;
	/** Rows by the active column's bins, one more for none. */
	readonly totals: Float64Array;
	/** Of each column (activeBins + 1) x its bins, row after row. */
	readonly tables: ReadonlyMap<string, { readonly bins: number; readonly counts: Float64Array }>;
}

const noBin = 255;

export function readCube(
	active: BinnedColumn,
	columns: readonly BinnedColumn[],
	rows: { readonly place: Float64Array; readonly a: Float64Array; readonly b: Float64Array; readonly n: Float64Array }
): BrushCube {
	const activeBins = active.bins.length;
	const totals = new Float64Array(activeBins + 1);
	const tables = columns.map(({ bins }) => new Float64Array((activeBins + 1) * bins.length));
	rows.place.forEach((place, i) => {
		const a = rows.a[i] === noBin ? activeBins : (rows.a[i] ?? activeBins);
		const n = rows.n[i] ?? 0;
		const bins = columns[place]?.bins.length ?? 0;
		const table = tables[place];
		if (place < 0) totals[a] = n;
		else if (table) table[a * bins + (rows.b[i] ?? 0)] = n;
	});
	return {
		active: active.name,
		activeBins,
		totals,
		tables: new Map(
			columns.map(({ name, bins }, i) => [name, { bins: bins.length, counts: tables[i] ?? new Float64Array(0) }])
		)
	};
}

/** The counts of every column's bins for a run of the active column's bins; null: for all rows. */
export function sliceCube(cube: BrushCube, range: BinRange | null): Map<string, Float64Array> {
	const first = range?.first ?? 0;
	const last = range?.last ?? cube.activeBins;
	const sliced = new Map<string, Float64Array>([[cube.active, cube.totals.slice(0, cube.activeBins)]]);
	for (const [name, { bins, counts }] of cube.tables) {
		const sum = new Float64Array(bins);
		for (let a = first; a <= last; a++)
			for (let b = 0; b < bins; b++) sum[b] = (sum[b] ?? 0) + (counts[a * bins + b] ?? 0);
		sliced.set(name, sum);
	}
	return sliced;
}

/** How many rows a run of the active column's bins holds; null: all. */
export function rowsIn(cube: BrushCube, range: BinRange | null): number {
	return cube.totals
		.slice(range?.first ?? 0, (range?.last ?? cube.activeBins) + 1)
		.reduce((sum, count) => sum + count, 0);
}
