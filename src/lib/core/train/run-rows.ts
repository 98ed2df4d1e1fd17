import { AppError } from '../errors';
import { holdOut } from './holdout';
import type { Target } from './target';

/** Rows with a target, and those of them that are not held out. train/too-few-rows when fewer than 2 are left to train. */
export function trainingRows(target: Target, test: Int32Array): { train: Int32Array; all: Int32Array } {
	const held = new Uint8Array(target.values.length);
	for (const row of test) held[row] = 1;
	const rows = Int32Array.from(target.values.keys());
	const all = rows.filter((row) => !Number.isNaN(target.values[row] ?? NaN));
	const train = all.filter((row) => held[row] === 0);
	if (train.length < 2) throw new AppError('train/too-few-rows', { rows: train.length, least: 2 });
	return { train, all };
}

/** Training rows a class, in the order of the classes. train/one-class when only one occurs. */
export function countClasses(target: Target, train: Int32Array, name: string): number[] {
	const counts = target.classes.map(() => 0);
	for (const row of train) {
		const own = target.values[row] ?? 0;
		if (own in counts) counts[own] = (counts[own] ?? 0) + 1;
	}
	const present = counts.filter((count) => count > 0);
	if (counts.length > 0 && present.length < 2)
		throw new AppError('train/one-class', {
			column: name,
			value: target.classes[counts.findIndex((n) => n > 0)] ?? ''
		});
	return counts;
}

const validationShare = 0.1;

/** A tenth of the rows, each class giving its share: those that decide when a fit that gets no better ends. */
export function validationRows(target: Target, rows: Int32Array, seed: number): Int32Array {
	const strata = new Float64Array(target.values.length).fill(NaN);
	for (const row of rows) strata[row] = target.values[row] ?? NaN;
	return holdOut(strata, validationShare, target.classes.length > 0, seed + 2);
}

/** The rows that are not among `others`, in order. */
export function rowsWithout(rows: Int32Array, others: Int32Array): Int32Array {
	const out = new Set(others);
	return rows.filter((row) => !out.has(row));
}
