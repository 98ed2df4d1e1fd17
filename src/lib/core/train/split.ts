import { AppError } from '../errors';
import { seededRandom, shuffledIndex } from '../random';
import { foldsOf } from './folds';
import { holdOut } from './holdout';
import type { RowUnits } from './row-units';

/** Rows that measure, and rows that neither measure nor train because they stand too near or come later. Both ascending. */
export interface Split {
	readonly test: Int32Array;
	readonly aside: Int32Array;
}

/** How rows are to be split. */
export interface SplitPlan {
	/** Class numbers, or the numbers to predict; NaN where missing: such rows are never split off. */
	readonly strata: Float64Array;
	/** Each value of `strata` gives its share. */
	readonly stratified: boolean;
	/** Null to split row by row. */
	readonly units: RowUnits | null;
	/** What lies between training and measuring in time, in the unit of the times. */
	readonly gap: number;
	readonly seed: number;
}

const none = new Int32Array(0);

/**
 * Holds out about `fraction` of the rows with a target: row by row, by whole groups, or the newest (rows of one moment stay together).
 * train/one-unit when there are fewer than two groups or moments, or when nothing is left to train on.
 */
export function splitOnce(plan: SplitPlan, fraction: number): Split {
	const { strata, stratified, units, seed } = plan;
	if (fraction <= 0) return { test: none, aside: none };
	if (!units) return { test: holdOut(strata, fraction, stratified, seed), aside: none };
	if (units.by === 'group') return { test: wholeGroups(plan, units.groups, fraction), aside: none };
	const moments = momentsOf(plan, units.times);
	const rows = moments.reduce((sum, moment) => sum + moment.rows.length, 0);
	let from = moments.length - 1;
	let taken = moments[from]?.rows.length ?? 0;
	while (from > 1) {
		const more = moments[from - 1]?.rows.length ?? 0;
		if (Math.abs(taken + more - rows * fraction) >= Math.abs(taken - rows * fraction)) break;
		taken += more;
		from -= 1;
	}
	return between(plan, units.times, moments, from, moments.length);
}

/**
 * Splits the rows with a target into `count` folds: row by row, by whole groups (the largest first, each to the fold with the fewest
 * rows, as scikit-learn's GroupKFold), or in time: each of the last `count` of `count` + 1 stretches is measured by what came before it.
 * train/one-unit when there are too few groups or moments.
 */
export function splitFolds(plan: SplitPlan, count: number): Split[] {
	const { strata, stratified, units, seed } = plan;
	if (!units) return foldsOf(strata, count, stratified, seed).map((test) => ({ test, aside: none }));
	if (units.by === 'group') return groupFolds(plan, units.groups, count).map((test) => ({ test, aside: none }));
	const moments = momentsOf(plan, units.times);
	if (moments.length <= count)
		throw new AppError('train/one-unit', { by: 'time', units: moments.length, least: count + 1 });
	const rows = moments.reduce((sum, moment) => sum + moment.rows.length, 0);
	const starts: number[] = [];
	let passed = 0;
	moments.forEach((moment, at) => {
		const stretch = starts.length + 1;
		const isDue = passed >= (rows * stretch) / (count + 1) || moments.length - at <= count - starts.length;
		if (at > 0 && starts.length < count && isDue) starts.push(at);
		passed += moment.rows.length;
	});
	return starts.map((from, fold) => between(plan, units.times, moments, from, starts[fold + 1] ?? moments.length));
}

interface Moment {
	readonly time: number;
	readonly rows: readonly number[];
}

/** Rows with a target and a time, by time. */
function momentsOf({ strata }: SplitPlan, times: Float64Array): Moment[] {
	const rows = Array.from(times.keys()).filter((row) => !Number.isNaN(strata[row] ?? NaN) && !Number.isNaN(times[row]));
	rows.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
	const moments: { time: number; rows: number[] }[] = [];
	for (const row of rows) {
		const time = times[row] ?? 0;
		const last = moments.at(-1);
		if (last?.time === time) last.rows.push(row);
		else moments.push({ time, rows: [row] });
	}
	if (moments.length < 2) throw new AppError('train/one-unit', { by: 'time', units: moments.length, least: 2 });
	return moments;
}

/** Moments [from, to) measure; what comes after them, and what lies within the gap before them, stands aside. */
function between(plan: SplitPlan, times: Float64Array, moments: readonly Moment[], from: number, to: number): Split {
	const first = moments[from]?.time ?? Infinity;
	const test = moments.slice(from, to).flatMap(({ rows }) => rows);
	const measured = new Set(test);
	const aside: number[] = [];
	let trains = 0;
	times.forEach((time, row) => {
		if (measured.has(row)) return;
		if (time >= first - plan.gap) aside.push(row);
		else if (!Number.isNaN(plan.strata[row] ?? NaN)) trains += 1;
	});
	if (trains === 0) throw new AppError('train/one-unit', { by: 'gap', units: 0, least: 1 });
	return { test: Int32Array.from(test).sort(), aside: Int32Array.from(aside) };
}

/** Rows of each group that have a target. */
function groupRows(strata: Float64Array, groups: Int32Array): number[][] {
	const found = new Map<number, number[]>();
	groups.forEach((group, row) => {
		if (Number.isNaN(strata[row] ?? NaN)) return;
		const rows = found.get(group);
		if (rows) rows.push(row);
		else found.set(group, [row]);
	});
	return [...found.values()];
}

function wholeGroups({ strata, seed }: SplitPlan, groups: Int32Array, fraction: number): Int32Array {
	const found = groupRows(strata, groups);
	if (found.length < 2) throw new AppError('train/one-unit', { by: 'group', units: found.length, least: 2 });
	const rows = found.reduce((sum, group) => sum + group.length, 0);
	const wanted = rows * fraction;
	const test: number[] = [];
	let taken = 0;
	for (const at of shuffledIndex(found.length, seededRandom(seed))) {
		const group = found[at] ?? [];
		const isNearer = Math.abs(test.length + group.length - wanted) < Math.abs(test.length - wanted);
		if (!isNearer || taken === found.length - 1) continue;
		for (const row of group) test.push(row);
		taken += 1;
	}
	const smallest = found.reduce((least, group) => (group.length < least.length ? group : least));
	return Int32Array.from(taken > 0 ? test : smallest).sort();
}

function groupFolds({ strata, seed }: SplitPlan, groups: Int32Array, count: number): Int32Array[] {
	const found = groupRows(strata, groups);
	if (found.length < count) throw new AppError('train/one-unit', { by: 'group', units: found.length, least: count });
	const order = Array.from(shuffledIndex(found.length, seededRandom(seed)), (at) => found[at] ?? []);
	order.sort((a, b) => b.length - a.length);
	const folds: number[][] = Array.from({ length: count }, () => []);
	for (const group of order) {
		const emptiest = folds.reduce((least, fold) => (fold.length < least.length ? fold : least));
		for (const row of group) emptiest.push(row);
	}
	return folds.map((rows) => Int32Array.from(rows).sort());
}
