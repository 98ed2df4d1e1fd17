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

/** Stands for no bin. */
const noBin = 255;
const binName = (place: number) => `b${place}`;

/** SQL of a relation with the place of each row's bin in every column, as b0, b1, ...: small, and all a brush asks of the rows. */
export function binsSelect(relation: string, columns: readonly BinnedColumn[]): string {
	const bins = columns.map((column, place) => `coalesce(${binSql(column)}, ${noBin})::UTINYINT AS ${binName(place)}`);
	return `SELECT ${bins.join(', ')} FROM ${relation}`;
}

/** A run of bins of the column at a place. */
export interface PlacedRange {
	readonly place: number;
	readonly range: BinRange;
}

/**
 * How many rows fall in each pair of bins, the active column's with every column's: (place, a, b, n) rows, place -1 for the active column
 * alone. With it the pictures of all columns follow a brush over the active one without asking again. `bins` is a relation as binsSelect
 * makes it, `active` the place of the column that is brushed, `count` how many columns there are.
 */
export function cubeSelect(bins: string, active: number, count: number, filters: readonly PlacedRange[]): string {
	const holds = filters.map(({ place, range }) => `${binName(place)} BETWEEN ${range.first} AND ${range.last}`);
	const where = (conditions: readonly string[]) =>
		conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`;
	const a = binName(active);
	const counts = [
		`SELECT -1 AS place, ${a} AS a, 0 AS b, count(*)::DOUBLE AS n FROM ${bins}${where(holds)} GROUP BY ${a}`
	];
	for (let place = 0; place < count; place++) {
		if (place === active) continue;
		const b = binName(place);
		counts.push(
			`SELECT ${place} AS place, ${a} AS a, ${b} AS b, count(*)::DOUBLE AS n FROM ${bins}${where([...holds, `${b} < ${noBin}`])} GROUP BY ${a}, ${b}`
		);
	}
	return counts.join(' UNION ALL ');
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

/** The answer of cubeSelect over these columns. */
export function readCube(
	columns: readonly BinnedColumn[],
	active: number,
	rows: { readonly place: Float64Array; readonly a: Float64Array; readonly b: Float64Array; readonly n: Float64Array }
): BrushCube {
	const activeBins = columns[active]?.bins.length ?? 0;
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
	const others = columns.flatMap(({ name, bins }, place) => {
		const counts = tables[place];
		return place === active || !counts ? [] : [[name, { bins: bins.length, counts }] as const];
	});
	return { active: columns[active]?.name ?? '', activeBins, totals, tables: new Map(others) };
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
