import { AppError } from '../errors';
import type { ModelInput } from '../model/model';
import { takeRows, type Columns } from '../table/columns';
import type { Checkpoint } from './checkpoint';
import type { Ask } from './effect';
import { intervalOf, reordered, replaced, type AxisRows } from './effect-axis';
import { similarityOrder } from './similarity-order';

type NumberRows = Extract<AxisRows, { numbers: Float64Array }>;
type CategoryRows = Extract<AxisRows, { codes: Int32Array }>;

export interface Accumulated {
	/** The axes as used: categories are put beside those they are like. */
	readonly axes: readonly AxisRows[];
	readonly values: Float64Array;
	/** Cells of two columns that hold no row. */
	readonly filled: number;
}

/**
 * Accumulated local effects (Apley & Zhu 2020, "Visualizing the effects of predictor variables in black box supervised learning
 * models"): each row is moved only to the two ends of the interval it lies in, the differences are averaged by interval, added up
 * along the axis and centred, so that their mean over the rows is 0. `others` are the model's other inputs, by which categories are
 * compared. Rows without a number, or of a category that is not shown, are left out.
 */
export async function accumulatedEffects(
	rows: Columns,
	axes: readonly AxisRows[],
	others: readonly ModelInput[],
	ask: Ask,
	checkpoint: Checkpoint
): Promise<Accumulated> {
	const [first, second] = axes;
	if (!first) throw new AppError('usage/bad-option', { option: 'column', value: '', allowed: 'a column of the model' });
	if (second) {
		if (!('numbers' in first) || !('numbers' in second))
			throw new AppError('clarify/not-explainable', { reason: 'ALE of two columns needs numbers in both' });
		return ofTwoNumbers(rows, first, second, ask, checkpoint);
	}
	if ('numbers' in first) return ofNumbers(rows, first, ask, checkpoint);
	const order = await similarityOrder(rows, first.codes, first.axis.counts, others, checkpoint);
	return ofCategories(rows, reordered(first, order), ask, checkpoint);
}

async function ofNumbers(rows: Columns, found: NumberRows, ask: Ask, checkpoint: Checkpoint): Promise<Accumulated> {
	const { values: ends } = found.axis;
	const { kept, index } = keptRows(rows, (row) => !Number.isNaN(found.numbers[row]));
	const places = Int32Array.from(index, (row) => intervalOf(ends, found.numbers[row] ?? NaN));
	await checkpoint(0, 2);
	const low = await ask(replaced(kept, found.axis, placesIn(ends, places, 0)));
	await checkpoint(1, 2);
	const high = await ask(replaced(kept, found.axis, placesIn(ends, places, 1)));
	const cells = Math.max(0, ends.length - 1);
	const { means, counts } = meansBy(places, cells, (at) => (high[at] ?? NaN) - (low[at] ?? NaN));
	const values = runningSum(means);
	const mean = trapezes(values, counts) / index.length;
	return { axes: [found], values: values.map((value) => value - mean), filled: 0 };
}

/** Neighbours in the order: a row is moved to the category after its own and to the one before. */
async function ofCategories(
	rows: Columns,
	found: CategoryRows,
	ask: Ask,
	checkpoint: Checkpoint
): Promise<Accumulated> {
	const { counts } = found.axis;
	const last = counts.length - 1;
	const differences = async (step: 1 | -1, turn: number) => {
		const { kept, index } = keptRows(rows, (row) => {
			const code = found.codes[row] ?? -1;
			return code >= 0 && (step === 1 ? code < last : code > 0);
		});
		const own = Int32Array.from(index, (row) => found.codes[row] ?? 0);
		if (own.length === 0) return { places: own, rises: new Float64Array(0) };
		await checkpoint(turn, 4);
		const here = await ask(replaced(kept, found.axis, own));
		await checkpoint(turn + 1, 4);
		const there = await ask(
			replaced(
				kept,
				found.axis,
				own.map((code) => code + step)
			)
		);
		return {
			places: step === 1 ? own : own.map((code) => code - 1),
			rises: here.map((value, at) => step * ((there[at] ?? NaN) - value))
		};
	};
	const up = await differences(1, 0);
	const down = await differences(-1, 2);
	const both = up.places.length;
	const places = new Int32Array(both + down.places.length);
	places.set(up.places);
	places.set(down.places, both);
	const { means } = meansBy(places, Math.max(0, last), (at) => up.rises[at] ?? down.rises[at - both] ?? NaN);
	const values = runningSum(means);
	const shown = counts.reduce((sum, count) => sum + count, 0);
	const mean = values.reduce((sum, value, at) => sum + value * (counts[at] ?? 0), 0) / shown;
	return { axes: [found], values: values.map((value) => value - mean), filled: 0 };
}

/**
 * The second-order effect: differences of differences over the four corners of each row's cell, added up along both axes, less what
 * that leaves of each column alone, centred. A cell without rows takes the difference of the nearest cell that has some, by its
 * middle with each axis scaled to length 1, as the authors' ALEPlot does.
 */
async function ofTwoNumbers(
	rows: Columns,
	first: NumberRows,
	second: NumberRows,
	ask: Ask,
	checkpoint: Checkpoint
): Promise<Accumulated> {
	const { kept, index } = keptRows(
		rows,
		(row) => !Number.isNaN(first.numbers[row]) && !Number.isNaN(second.numbers[row])
	);
	if (index.length === 0)
		throw new AppError('clarify/not-explainable', { reason: 'no row has a number in both columns' });
	const [z1, z2] = [first.axis.values, second.axis.values];
	const [k1, k2] = [Math.max(0, z1.length - 1), Math.max(0, z2.length - 1)];
	const a = Int32Array.from(index, (row) => intervalOf(z1, first.numbers[row] ?? NaN));
	const b = Int32Array.from(index, (row) => intervalOf(z2, second.numbers[row] ?? NaN));
	const corners: Float64Array[] = [];
	for (const [i, j] of [
		[0, 0],
		[0, 1],
		[1, 0],
		[1, 1]
	] as const) {
		await checkpoint(corners.length, 4);
		const moved = replaced(kept, first.axis, placesIn(z1, a, i));
		corners.push(await ask(replaced(moved, second.axis, placesIn(z2, b, j))));
	}
	const [c00, c01, c10, c11] = corners;
	const cells = a.map((place, at) => place * k2 + (b[at] ?? 0));
	const { means, counts } = meansBy(
		cells,
		k1 * k2,
		(at) => (c11?.[at] ?? NaN) - (c10?.[at] ?? NaN) - ((c01?.[at] ?? NaN) - (c00?.[at] ?? NaN))
	);
	const filled = fillEmpty(means, counts, z1, z2);
	return { axes: [first, second], values: interactionOf(means, counts, k1, k2), filled };
}

/** Row-major k1 x k2 differences and counts to the centred interaction on (k1 + 1) x (k2 + 1) corners. */
function interactionOf(means: Float64Array, counts: Float64Array, k1: number, k2: number): Float64Array {
	const width = k2 + 1;
	const sums = new Float64Array((k1 + 1) * width);
	const at = (i: number, j: number) => sums[i * width + j] ?? 0;
	for (let i = 1; i <= k1; i++)
		for (let j = 1; j <= k2; j++)
			sums[i * width + j] = at(i - 1, j) + at(i, j - 1) - at(i - 1, j - 1) + (means[(i - 1) * k2 + j - 1] ?? 0);
	const count = (i: number, j: number) => counts[i * k2 + j] ?? 0;
	const along = (length: number, across: number, rise: (i: number, j: number) => number, n: typeof count) =>
		runningSum(
			Float64Array.from({ length }, (_, i) => {
				let [sum, rows] = [0, 0];
				for (let j = 0; j < across; j++) {
					sum += n(i, j) * rise(i, j);
					rows += n(i, j);
				}
				return rows > 0 ? sum / rows : 0;
			})
		);
	const alone1 = along(k1, k2, (i, j) => (at(i + 1, j) - at(i, j) + at(i + 1, j + 1) - at(i, j + 1)) / 2, count);
	const alone2 = along(
		k2,
		k1,
		(j, i) => (at(i, j + 1) - at(i, j) + at(i + 1, j + 1) - at(i + 1, j)) / 2,
		(j, i) => count(i, j)
	);
	const rest = sums.map((sum, cell) => sum - (alone1[Math.floor(cell / width)] ?? 0) - (alone2[cell % width] ?? 0));
	let [mean, rows] = [0, 0];
	for (let i = 0; i < k1; i++)
		for (let j = 0; j < k2; j++) {
			const corner = i * width + j;
			const middle =
				((rest[corner] ?? 0) +
					(rest[corner + 1] ?? 0) +
					(rest[corner + width] ?? 0) +
					(rest[corner + width + 1] ?? 0)) /
				4;
			mean += count(i, j) * middle;
			rows += count(i, j);
		}
	return rows === 0 ? rest : rest.map((value) => value - mean / rows);
}

/** Gives empty cells the difference of the nearest filled one (the first of several as near); how many there were. */
function fillEmpty(means: Float64Array, counts: Float64Array, z1: Float64Array, z2: Float64Array): number {
	const width = z2.length - 1;
	const middle = (z: Float64Array, i: number) =>
		((z[i] ?? 0) + (z[i + 1] ?? 0)) / 2 / ((z.at(-1) ?? 1) - (z[0] ?? 0) || 1);
	const cells = Array.from(counts, (count, cell) => ({
		cell,
		count,
		x: middle(z1, Math.floor(cell / width)),
		y: middle(z2, cell % width)
	}));
	const full = cells.filter(({ count }) => count > 0);
	const empty = cells.filter(({ count }) => count === 0);
	for (const { cell, x, y } of empty) {
		let [best, nearest] = [Infinity, 0];
		for (const other of full) {
			const distance = (other.x - x) ** 2 + (other.y - y) ** 2;
			if (distance < best) [best, nearest] = [distance, other.cell];
		}
		means[cell] = means[nearest] ?? 0;
	}
	return empty.length;
}

function keptRows(rows: Columns, keep: (row: number) => boolean): { kept: Columns; index: Int32Array } {
	const index = Int32Array.from({ length: rows.rows }, (_, row) => row).filter(keep);
	return { kept: takeRows(rows, index), index };
}

/** The lower (0) or upper (1) end of each row's interval; the only value where there is one. */
function placesIn(ends: Float64Array, places: Int32Array, end: 0 | 1): Float64Array {
	return Float64Array.from(places, (place) => ends[Math.min(place + end, ends.length - 1)] ?? NaN);
}

function meansBy(
	places: Int32Array,
	cells: number,
	value: (at: number) => number
): { means: Float64Array; counts: Float64Array } {
	const means = new Float64Array(cells);
	const counts = new Float64Array(cells);
	if (cells > 0)
		places.forEach((place, at) => {
			means[place] = (means[place] ?? 0) + value(at);
			counts[place] = (counts[place] ?? 0) + 1;
		});
	return { means: means.map((sum, cell) => ((counts[cell] ?? 0) > 0 ? sum / (counts[cell] ?? 1) : 0)), counts };
}

/** 0, then the sums up to each. */
function runningSum(values: Float64Array): Float64Array {
	const sums = new Float64Array(values.length + 1);
	values.forEach((value, at) => (sums[at + 1] = (sums[at] ?? 0) + value));
	return sums;
}

/** The sum over intervals of their rows times the middle of the effect at their ends. */
function trapezes(values: Float64Array, counts: Float64Array): number {
	return counts.reduce((sum, count, at) => sum + (count * ((values[at] ?? 0) + (values[at + 1] ?? 0))) / 2, 0);
}
