import { AppError } from '../errors';
import { seededRandom, shuffledIndex } from '../random';
import { takeRows, type Column, type Columns } from '../table/columns';
import { readTexts } from '../train/encode';
import type { Checkpoint } from './checkpoint';
import { finiteNumbers } from './effect-axis';
import { bestSplit, type SplitColumn } from './error-split';
import { narrowed, type Condition, type SliceRule } from './slice-rule';
import { normal95, wilsonInterval } from './wilson-interval';

export interface ErrorJob {
	/** What slices may be named by: inputs of the model and other columns. */
	readonly columns: Columns;
	/** Those of them that are ordered as numbers; the others are categories. */
	readonly numbers: readonly string[];
	readonly truth: Column;
	/** What the model said, best before it had seen the row. */
	readonly predicted: Column;
	readonly task: 'classification' | 'regression';
	readonly maxDepth: number;
	/** A slice holds at least so many rows of the half it is found on; null: 2 % of that half, at least 20. */
	readonly leastRows: number | null;
	readonly seed: number;
}

/** A slice and how wrong the model is there. */
export interface ErrorSlice {
	readonly rule: SliceRule;
	/** Rows of both halves. */
	readonly rows: number;
	/** Rows of the half it is measured on; the figures that follow are of these. */
	readonly measured: number;
	/** Share of wrong answers, or mean absolute error; null without rows. */
	readonly value: number | null;
	/** Its 95 % interval: Wilson's for a share, normal for a mean. */
	readonly lower: number | null;
	readonly upper: number | null;
	/** What part of all errors lies here: of the wrong answers, or of the sum of absolute errors; null where there are none. */
	readonly share: number | null;
	/** The value on the half the slice was found on, which flatters the search. */
	readonly found: number;
	/** Whether the interval lies above the value of all rows. */
	readonly isWorse: boolean;
	/** Classes: the commonest mistakes, at most three. */
	readonly mistakes: readonly { readonly truth: string; readonly predicted: string; readonly rows: number }[];
	/** Numbers: mean of predicted - true; null for classes. */
	readonly bias: number | null;
}

export interface ErrorSlices {
	readonly task: ErrorJob['task'];
	/** Rows with a known truth: found on one half, measured on the other. */
	readonly rows: { readonly found: number; readonly measured: number; readonly unlabelled: number };
	readonly leastRows: number;
	/** All measured rows as one slice. */
	readonly whole: ErrorSlice;
	/** Each row lies in exactly one; the worst first. One alone where no column tells errors apart. */
	readonly slices: readonly ErrorSlice[];
}

/**
 * Slices of the rows that differ most in how wrong the model is: a regression tree (Breiman et al. 1984) on the loss of each row, 0 or 1 for
 * classes, absolute error for numbers. It is grown on one half of the rows, chosen by the seed, and measured on the other
 * (honest, Athey & Imbens 2016), so that a slice that only chance made bad does not look bad. A split must be worth more than
 * `leastGain` variances of its rows. table/empty when no row has a known truth.
 */
export async function findErrorSlices(job: ErrorJob, checkpoint: Checkpoint): Promise<ErrorSlices> {
	const losses = lossesOf(job);
	const labelled = Int32Array.from(losses.keys()).filter((row) => !Number.isNaN(losses[row]));
	if (labelled.length === 0) throw new AppError('table/empty', { table: 'input' });
	const order = shuffledIndex(labelled.length, seededRandom(job.seed)).map((at) => labelled[at] ?? 0);
	const half = Math.floor(order.length / 2);
	const [growing, measuring] = [order.slice(0, half).sort(), order.slice(half).sort()];
	const leastRows = Math.max(1, job.leastRows ?? Math.max(20, Math.ceil(growing.length * 0.02)));
	const columns = job.columns.columns.map((column) => splitColumn(job, column));
	const all: Leaf = { rule: [], growing, measuring };
	let splits = 0;
	const grow = async (leaf: Leaf, depth: number): Promise<Leaf[]> => {
		if (depth >= job.maxDepth || leaf.growing.length < 2 * leastRows) return [leaf];
		await checkpoint(splits++, 2 ** job.maxDepth);
		const split = await bestSplit(leaf.growing, losses, columns, leastRows, () =>
			checkpoint(Math.min(splits, 2 ** job.maxDepth - 1), 2 ** job.maxDepth)
		);
		if (!split) return [leaf];
		const side = (condition: Condition, inside: boolean): Leaf => ({
			rule: narrowed(leaf.rule, condition),
			growing: leaf.growing.filter((row) => split.goesFirst(row) === inside),
			measuring: leaf.measuring.filter((row) => split.goesFirst(row) === inside)
		});
		return [...(await grow(side(split.first, true), depth + 1)), ...(await grow(side(split.second, false), depth + 1))];
	};
	const leaves = await grow(all, 0);
	const total = sumOf(losses, measuring);
	const whole = measure(job, all, losses, total, null);
	return {
		task: job.task,
		rows: { found: growing.length, measured: measuring.length, unlabelled: losses.length - labelled.length },
		leastRows,
		whole,
		slices: leaves
			.map((leaf) => measure(job, leaf, losses, total, whole.value))
			.sort((a, b) => (b.value ?? -Infinity) - (a.value ?? -Infinity) || b.measured - a.measured)
	};
}

interface Leaf {
	readonly rule: SliceRule;
	readonly growing: Int32Array;
	readonly measuring: Int32Array;
}

/** Loss of each row; NaN where the truth or the prediction is missing. */
function lossesOf({ columns: { rows }, truth, predicted, task }: ErrorJob): Float64Array {
	if (task === 'regression') {
		const [y, said] = [finiteNumbers(truth, rows), finiteNumbers(predicted, rows)];
		return y.map((value, row) => Math.abs((said[row] ?? NaN) - value));
	}
	const [y, said] = [readTexts(truth.vector, rows, truth.type), readTexts(predicted.vector, rows, predicted.type)];
	return Float64Array.from({ length: rows }, (_, row) => {
		const [label, answer] = [y.dictionary[y.codes[row] ?? 0] ?? '', said.dictionary[said.codes[row] ?? 0] ?? ''];
		if (label === '' || answer === '') return NaN;
		return label === answer ? 0 : 1;
	});
}

function splitColumn({ columns, numbers }: ErrorJob, column: Column): SplitColumn {
	const { name } = column;
	if (!numbers.includes(name)) return { name, ...readTexts(column.vector, columns.rows, column.type) };
	const read = finiteNumbers(column, columns.rows);
	return { name, numbers: read, hasMissing: read.some(Number.isNaN) };
}

function sumOf(losses: Float64Array, rows: Int32Array): number {
	return rows.reduce((sum, row) => sum + (losses[row] ?? 0), 0);
}

function measure(job: ErrorJob, leaf: Leaf, losses: Float64Array, total: number, whole: number | null): ErrorSlice {
	const { rule, growing, measuring } = leaf;
	const n = measuring.length;
	const sum = sumOf(losses, measuring);
	const value = n > 0 ? sum / n : null;
	const interval = job.task === 'classification' ? wilsonInterval(sum, n) : meanInterval(losses, measuring);
	return {
		rule,
		rows: growing.length + n,
		measured: n,
		value,
		lower: interval?.lower ?? null,
		upper: interval?.upper ?? null,
		share: total > 0 ? sum / total : null,
		found: growing.length > 0 ? sumOf(losses, growing) / growing.length : 0,
		isWorse: whole !== null && interval !== null && interval.lower > whole,
		mistakes: job.task === 'classification' ? commonestMistakes(job, losses, measuring) : [],
		bias: job.task === 'regression' && n > 0 ? biasOf(job, measuring) : null
	};
}

/** Mean ± 1.96 standard errors, not below 0; null with fewer than two rows. */
function meanInterval(losses: Float64Array, rows: Int32Array): { lower: number; upper: number } | null {
	const n = rows.length;
	if (n < 2) return null;
	const mean = sumOf(losses, rows) / n;
	const variance = rows.reduce((sum, row) => sum + ((losses[row] ?? 0) - mean) ** 2, 0) / (n - 1);
	const half = normal95 * Math.sqrt(variance / n);
	return { lower: Math.max(0, mean - half), upper: mean + half };
}

function commonestMistakes(job: ErrorJob, losses: Float64Array, rows: Int32Array): ErrorSlice['mistakes'] {
	const wrong = rows.filter((row) => losses[row] === 1);
	const taken = takeRows({ rows: losses.length, columns: [job.truth, job.predicted] }, wrong);
	const [truth, predicted] = taken.columns.map(({ vector, type }) => readTexts(vector, wrong.length, type));
	const counts = new Map<string, { truth: string; predicted: string; rows: number }>();
	for (let row = 0; row < wrong.length; row++) {
		const pair = [truth?.codes[row] ?? 0, predicted?.codes[row] ?? 0] as const;
		const known = counts.get(pair.join());
		if (known) known.rows += 1;
		else
			counts.set(pair.join(), {
				truth: truth?.dictionary[pair[0]] ?? '',
				predicted: predicted?.dictionary[pair[1]] ?? '',
				rows: 1
			});
	}
	return [...counts.values()].sort((a, b) => b.rows - a.rows).slice(0, 3);
}

function biasOf({ columns, truth, predicted }: ErrorJob, rows: Int32Array): number {
	const [y, said] = [finiteNumbers(truth, columns.rows), finiteNumbers(predicted, columns.rows)];
	return rows.reduce((sum, row) => sum + (said[row] ?? 0) - (y[row] ?? 0), 0) / rows.length;
}
