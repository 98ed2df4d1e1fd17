import { sharesOf } from './distances';
import { presentCount, type Sketch, type TextSketch } from './sketch';
import { decileCounts } from './sketch-drift';

/** One bar of the picture: a bin of numbers, a value, or the values that are not listed. */
export interface SharedBin {
	/** Ends of a bin of numbers, the upper one in it; null where it is open. */
	readonly from: number | null;
	readonly to: number | null;
	/** Null: all values that have no bar of their own. */
	readonly value: string | null;
	readonly reference: number;
	readonly current: number;
}

/** Both sides as shares of what is not missing: numbers over the reference's tenths, text by its commonest values. */
export function sharedBins(reference: Sketch, current: Sketch, values = 10): SharedBin[] {
	if (reference.type === 'numeric' && current.type === 'numeric') {
		const [p, q] = [sharesOf(decileCounts(reference)), sharesOf(decileCounts(current))];
		return p.map((share, bin) => ({
			from: reference.cuts[bin - 1] ?? null,
			to: reference.cuts[bin] ?? null,
			value: null,
			reference: share,
			current: q[bin] ?? 0
		}));
	}
	if (reference.type !== 'text' || current.type !== 'text') return [];
	const [before, after] = [countsOf(reference), countsOf(current)];
	const [n, m] = [presentCount(reference), presentCount(current)];
	const bins = [...new Set([...before.keys(), ...after.keys()])].map((value) => ({
		...{ from: null, to: null, value },
		reference: n === 0 ? 0 : (before.get(value) ?? 0) / n,
		current: m === 0 ? 0 : (after.get(value) ?? 0) / m
	}));
	const shown = bins
		.filter((bin) => bin.reference + bin.current > 0)
		.sort((a, b) => Math.max(b.reference, b.current) - Math.max(a.reference, a.current))
		.slice(0, values);
	const rest = (side: 'reference' | 'current', rows: number) =>
		rows === 0 ? 0 : Math.max(0, 1 - shown.reduce((sum, bin) => sum + bin[side], 0));
	const other = { from: null, to: null, value: null, reference: rest('reference', n), current: rest('current', m) };
	return other.reference + other.current > 1e-9 ? [...shown, other] : shown;
}

function countsOf(sketch: TextSketch): Map<string, number> {
	return new Map(sketch.values.map((value, at) => [value, sketch.counts[at] ?? 0]));
}
