import { AppError } from '../errors';
import type { TrainJob } from './job';
import { splitOnce } from './split';
import type { Target } from './target';

const none = new Int32Array(0);

/** Rows with a target, and those of them that are neither held out nor set aside. train/too-few-rows when fewer than 2 are left to train. */
export function trainingRows(
	target: Target,
	{ test, aside = none }: Pick<TrainJob, 'test' | 'aside'>
): { train: Int32Array; all: Int32Array } {
	const held = new Uint8Array(target.values.length);
	for (const row of test) held[row] = 1;
	for (const row of aside) held[row] = 1;
	const all = rowsWhere(target.values.length, (row) => !Number.isNaN(target.values[row] ?? NaN));
	const train = all.filter((row) => held[row] === 0);
	if (train.length < 2) throw new AppError('train/too-few-rows', { rows: train.length, least: 2 });
	return { train, all };
}

function rowsWhere(count: number, is: (row: number) => boolean): Int32Array {
	const found = new Int32Array(count);
	let size = 0;
	for (let row = 0; row < count; row++) if (is(row)) found[size++] = row;
	return found.slice(0, size);
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

/** About a tenth of the rows, split off as the job splits its own: those that decide when a fit that gets no better ends. */
export function validationRows(target: Target, rows: Int32Array, { seed, units = null }: TrainJob): Int32Array {
	const strata = new Float64Array(target.values.length).fill(NaN);
	for (const row of rows) strata[row] = target.values[row] ?? NaN;
	const plan = { strata, stratified: target.classes.length > 0, units, gap: 0, seed: seed + 2 };
	return splitOnce(plan, validationShare).test;
}

/** The rows that are not among `others`, in order. */
export function rowsWithout(rows: Int32Array, others: Int32Array): Int32Array {
	const out = new Set(others);
	return rows.filter((row) => !out.has(row));
}
