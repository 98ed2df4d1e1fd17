import { seededRandom } from '../random';
import { judgeColumns, type DriftOptions, type DriftReport, type Measured, type MeasuredColumn } from './drift';
import {
	binnedDistances,
	noMeasure,
	noNumericTests,
	noTextTests,
	robustLInfinity,
	supremumInterval
} from './numeric-drift';
import { limitTail } from './kolmogorov-smirnov';
import { presentCount, type NumericSketch, type Sketch } from './sketch';
import { textDrift } from './text-drift';
import { sharesOf } from './distances';

/**
 * Drift from sketches alone: every column the reference has and the current side too, in the reference's order. The KS
 * statistic is the largest distance at the edges, so it and its p-value err on the quiet side; Wasserstein's distance
 * takes values as spread evenly within a bin.
 */
export function driftOfSketches(
	reference: Readonly<Record<string, Sketch>>,
	current: Readonly<Record<string, Sketch>>,
	options: DriftOptions
): DriftReport {
	const names = Object.keys(reference);
	const shared = names.filter((name) => Object.hasOwn(current, name));
	const random = seededRandom(options.seed);
	const columns = shared.flatMap((column): MeasuredColumn[] => {
		const a = reference[column];
		const b = current[column];
		if (!a || !b) return [];
		const missing = { reference: a.missing, current: b.missing };
		const rows = { reference: presentCount(a) + a.missing, current: presentCount(b) + b.missing };
		const about = { column, kind: a.type, missing, rows };
		if (a.type === 'numeric' && b.type === 'numeric' && sameEdges(a, b))
			return [
				{
					...about,
					measured: numericSketchDrift(a, b),
					constant: a.min === a.max && (b.min === null || (b.min === a.min && b.max === a.max)),
					changed: false,
					unseen: null
				}
			];
		if (a.type === 'text' && b.type === 'text') {
			const counts = (sketch: typeof a) => [
				...a.values.map((value) => sketch.counts[sketch.values.indexOf(value)] ?? 0)
			];
			const known = counts(b);
			const beyond = presentCount(b) - known.reduce((sum, n) => sum + n, 0);
			return [
				{
					...about,
					measured: textDrift([...a.counts, a.other], [...known, beyond], random),
					constant: a.values.length <= 1 && a.other === 0 && beyond === 0,
					changed: false,
					unseen: a.other === 0 ? beyond : null
				}
			];
		}
		const tests = a.type === 'numeric' ? noNumericTests : noTextTests;
		return [{ ...about, measured: { tests, ...noMeasure }, constant: false, changed: true, unseen: null }];
	});
	const most = (sketches: Readonly<Record<string, Sketch>>) =>
		Math.max(0, ...Object.values(sketches).map((sketch) => presentCount(sketch) + sketch.missing));
	return {
		reference: most(reference),
		current: most(current),
		...judgeColumns(columns, options),
		onlyReference: names.filter((name) => !shared.includes(name)),
		onlyCurrent: Object.keys(current).filter((name) => !Object.hasOwn(reference, name))
	};
}

function sameEdges(a: NumericSketch, b: NumericSketch): boolean {
	return a.edges.length === b.edges.length && a.edges.every((edge, at) => edge === b.edges[at]);
}

function numericSketchDrift(a: NumericSketch, b: NumericSketch): Measured {
	const n = presentCount(a);
	const m = presentCount(b);
	if (n === 0 || m === 0) return { tests: noNumericTests, ...noMeasure };
	const p = sharesOf(a.counts);
	const q = sharesOf(b.counts);
	let below = 0;
	let largest = 0;
	let wasserstein = 0;
	const low = Math.min(a.min ?? 0, b.min ?? 0);
	const high = Math.max(a.max ?? 0, b.max ?? 0);
	p.forEach((share, bin) => {
		const left = Math.min(high, Math.max(low, a.edges[bin - 1] ?? low));
		const right = Math.max(low, Math.min(high, a.edges[bin] ?? high));
		const before = below;
		below += share - (q[bin] ?? 0);
		largest = Math.max(largest, Math.abs(below));
		wasserstein += Math.max(0, right - left) * meanAbsolute(before, below);
	});
	const pValue = limitTail(n, m, largest);
	return {
		tests: {
			ks: { statistic: largest, pValue },
			wasserstein,
			wassersteinNormed: wasserstein / Math.max(Math.sqrt(a.m2 / n), 0.001),
			...binnedDistances(decileCounts(a), decileCounts(b)),
			lInfinity: largest,
			lInfinityRobust: robustLInfinity(largest, n, m)
		},
		effect: largest,
		effectInterval: supremumInterval(largest, n, m),
		pValue,
		null: 'binned'
	};
}

/** Mean of |y| along a line from y0 to y1. */
function meanAbsolute(y0: number, y1: number): number {
	return y0 * y1 >= 0 ? Math.abs(y0 + y1) / 2 : (y0 * y0 + y1 * y1) / (2 * Math.abs(y1 - y0));
}

/** Counts over the decile bins: fine bins added up between the cuts. */
export function decileCounts(sketch: NumericSketch): number[] {
	const counts = new Array<number>(sketch.cuts.length + 1).fill(0);
	let place = 0;
	sketch.counts.forEach((count, bin) => {
		counts[place] = (counts[place] ?? 0) + count;
		if (sketch.edges[bin] === sketch.cuts[place]) place += 1;
	});
	return counts;
}
