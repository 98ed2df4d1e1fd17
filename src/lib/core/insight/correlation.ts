import type { Column, Columns, Vector } from '../table/columns';
import type { Checkpoint } from '../clarify/checkpoint';
import { readTexts } from '../train/encode';

/** How two columns go together. `mutual` is in nats; everything is null where a side does not vary. */
export interface PairCorrelation {
	readonly a: string;
	readonly b: string;
	/** Rows where both are there. */
	readonly rows: number;
	readonly pearson: number | null;
	readonly spearman: number | null;
	/** √(χ² / (n (min(r, c) - 1))), of two columns of categories. */
	readonly cramersV: number | null;
	/** η: the root of the share of a number's variance that lies between the categories of the other column. */
	readonly correlationRatio: number | null;
	readonly mutual: number | null;
}

interface Side {
	readonly name: string;
	/** NaN where missing; null for categories. */
	readonly numbers: Float64Array | null;
	/** Category or bin of each row, -1 where missing. */
	readonly codes: Int32Array;
	readonly categories: number;
}

/** Bins of equal counts that stand for a number where mutual information is counted. */
const mutualBins = 10;

/** Every pair of columns (each with those after it), by what fits: two numbers, two categories, one of each. */
export async function correlate(
	columns: Columns,
	isNumber: (column: Column) => boolean,
	checkpoint: Checkpoint
): Promise<PairCorrelation[]> {
	const sides = columns.columns.map((column) => sideOf(column, columns.rows, isNumber(column)));
	const pairs: PairCorrelation[] = [];
	const total = (sides.length * (sides.length - 1)) / 2;
	for (const [i, a] of sides.entries())
		for (const b of sides.slice(i + 1)) {
			await checkpoint(pairs.length, total);
			pairs.push(correlatePair(a, b));
		}
	return pairs;
}

function correlatePair(a: Side, b: Side): PairCorrelation {
	const rows: number[] = [];
	for (let row = 0; row < a.codes.length; row++)
		if ((a.codes[row] ?? -1) >= 0 && (b.codes[row] ?? -1) >= 0) rows.push(row);
	const numbers = (side: Side) => side.numbers && Float64Array.from(rows, (row) => side.numbers?.[row] ?? NaN);
	const [x, y] = [numbers(a), numbers(b)];
	const table = contingency(rows, a, b);
	const ratio = x && !y ? correlationRatio(x, rows, b) : y && !x ? correlationRatio(y, rows, a) : null;
	return {
		a: a.name,
		b: b.name,
		rows: rows.length,
		pearson: x && y ? pearson(x, y) : null,
		spearman: x && y ? pearson(midRanks(x), midRanks(y)) : null,
		cramersV: !x && !y ? cramersV(table, a.categories, b.categories, rows.length) : null,
		correlationRatio: ratio,
		mutual: mutualInformation(table, a.categories, b.categories, rows.length)
	};
}

function sideOf(column: Column, rows: number, isNumber: boolean): Side {
	const { name, vector } = column;
	if (isNumber) {
		const numbers = numbersOf(vector, rows);
		return { name, numbers, ...binned(numbers) };
	}
	const { codes, dictionary } = readTexts(vector, rows, column.type);
	const gap = dictionary.indexOf('');
	const kept = codes.map((code) => (code === gap ? -1 : code));
	return { name, numbers: null, codes: kept, categories: dictionary.length };
}

/** The numbers of a vector, NaN where missing or not finite. */
export function numbersOf(vector: Vector, rows: number): Float64Array {
	if (vector.kind === 'text') {
		const read = vector.dictionary.map((text) => (text.trim() === '' ? NaN : Number(text)));
		return Float64Array.from({ length: rows }, (_, row) => finite(read[vector.codes[row] ?? -1]));
	}
	return Float64Array.from({ length: rows }, (_, row) =>
		vector.missing?.[row] === 1 ? NaN : finite(vector.values[row])
	);
}

const finite = (value: number | undefined) => (value !== undefined && Number.isFinite(value) ? value : NaN);

function binned(numbers: Float64Array): { codes: Int32Array; categories: number } {
	const sorted = numbers.filter((value) => !Number.isNaN(value)).sort();
	const cut = (bin: number) => sorted[Math.floor((bin * sorted.length) / mutualBins)] ?? 0;
	const edges = [...new Set(Array.from({ length: mutualBins - 1 }, (_, bin) => cut(bin + 1)))];
	const binOf = (value: number) => edges.reduce((bin, edge) => (value >= edge ? bin + 1 : bin), 0);
	return {
		codes: Int32Array.from(numbers, (value) => (Number.isNaN(value) ? -1 : binOf(value))),
		categories: edges.length + 1
	};
}

/** Pearson's r; null where one side is constant. */
function pearson(x: Float64Array, y: Float64Array): number | null {
	const n = x.length;
	const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / n;
	const [mx, my] = [mean(x), mean(y)];
	let [xy, xx, yy] = [0, 0, 0];
	for (let i = 0; i < n; i++) {
		const dx = (x[i] ?? 0) - mx;
		const dy = (y[i] ?? 0) - my;
		xy += dx * dy;
		xx += dx * dx;
		yy += dy * dy;
	}
	return n > 1 && xx > 0 && yy > 0 ? Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy))) : null;
}

/** Ranks from 1, ties sharing the middle of their places. */
function midRanks(values: Float64Array): Float64Array {
	const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
	const ranks = new Float64Array(values.length);
	for (let from = 0; from < order.length;) {
		let to = from + 1;
		while (to < order.length && values[order[to] ?? 0] === values[order[from] ?? 0]) to += 1;
		for (let i = from; i < to; i++) ranks[order[i] ?? 0] = (from + 1 + to) / 2;
		from = to;
	}
	return ranks;
}

function contingency(rows: readonly number[], a: Side, b: Side): ReadonlyMap<number, number> {
	const table = new Map<number, number>();
	for (const row of rows) {
		const cell = (a.codes[row] ?? 0) * b.categories + (b.codes[row] ?? 0);
		table.set(cell, (table.get(cell) ?? 0) + 1);
	}
	return table;
}

function margins(table: ReadonlyMap<number, number>, r: number, c: number): [Float64Array, Float64Array] {
	const [down, across] = [new Float64Array(r), new Float64Array(c)];
	for (const [cell, count] of table) {
		const [i, j] = [Math.floor(cell / c), cell % c];
		down[i] = (down[i] ?? 0) + count;
		across[j] = (across[j] ?? 0) + count;
	}
	return [down, across];
}

function cramersV(table: ReadonlyMap<number, number>, r: number, c: number, n: number): number | null {
	const [down, across] = margins(table, r, c);
	const seen = (sums: Float64Array) => sums.filter((sum) => sum > 0).length;
	const least = Math.min(seen(down), seen(across));
	if (least < 2) return null;
	// Σ (o - e)² / e = n (Σ o² / (row · column) - 1): cells without rows add nothing
	let sum = 0;
	for (const [cell, count] of table) sum += count ** 2 / ((down[Math.floor(cell / c)] ?? 1) * (across[cell % c] ?? 1));
	return Math.min(1, Math.sqrt(Math.max(0, sum - 1) / (least - 1))) * (n > 0 ? 1 : 0);
}

function mutualInformation(table: ReadonlyMap<number, number>, r: number, c: number, n: number): number | null {
	if (n === 0) return null;
	const [down, across] = margins(table, r, c);
	let sum = 0;
	for (const [cell, count] of table)
		sum += (count / n) * Math.log((count * n) / ((down[Math.floor(cell / c)] ?? 1) * (across[cell % c] ?? 1)));
	return Math.max(0, sum);
}

function correlationRatio(values: Float64Array, rows: readonly number[], groups: Side): number | null {
	const sums = new Float64Array(groups.categories);
	const counts = new Float64Array(groups.categories);
	let all = 0;
	rows.forEach((row, i) => {
		const code = groups.codes[row] ?? 0;
		sums[code] = (sums[code] ?? 0) + (values[i] ?? 0);
		counts[code] = (counts[code] ?? 0) + 1;
		all += values[i] ?? 0;
	});
	const mean = all / rows.length;
	const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	let between = 0;
	counts.forEach((count, code) => {
		if (count > 0) between += count * ((sums[code] ?? 0) / count - mean) ** 2;
	});
	return total > 0 ? Math.sqrt(Math.min(1, between / total)) : null;
}
