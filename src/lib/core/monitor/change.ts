import type { ColumnDrift } from './drift';
import { presentCount, type NumericSketch, type Sketch, type TextSketch } from './sketch';

/** How a column changed, for a plain sentence. */
export type Change =
	/** The mean, in standard deviations of the reference. */
	| { readonly type: 'moved'; readonly deviations: number; readonly from: number; readonly to: number }
	/** The standard deviation, as a multiple of the reference's. */
	| { readonly type: 'spread'; readonly ratio: number }
	/** The share of the value that changed most. */
	| { readonly type: 'value'; readonly value: string; readonly from: number; readonly to: number }
	| { readonly type: 'missing'; readonly from: number; readonly to: number }
	/** Another shape around the same middle, or no sketches to say more. */
	| { readonly type: 'shape' };

/** Moves and spreads below these are not worth a sentence of their own. */
const leastMove = 0.1;
const leastSpread = 1.15;

/** What changed most between the two sides of a column. */
export function changeOf(drift: ColumnDrift, reference: Sketch | undefined, current: Sketch | undefined): Change {
	if (!reference || !current) return { type: 'shape' };
	if (drift.reason === 'missing-changed' && drift.missing.drifted) {
		return { type: 'missing', from: missingShare(reference), to: missingShare(current) };
	}
	if (reference.type === 'numeric' && current.type === 'numeric') return numericChange(reference, current);
	if (reference.type === 'text' && current.type === 'text') return textChange(reference, current);
	return { type: 'shape' };
}

function missingShare(sketch: Sketch): number {
	const rows = presentCount(sketch) + sketch.missing;
	return rows === 0 ? 0 : sketch.missing / rows;
}

function numericChange(reference: NumericSketch, current: NumericSketch): Change {
	const spread = deviation(reference);
	const other = deviation(current);
	const deviations = (current.mean - reference.mean) / spread;
	if (!Number.isFinite(deviations)) return { type: 'shape' };
	if (Math.abs(deviations) >= leastMove) return { type: 'moved', deviations, from: reference.mean, to: current.mean };
	const ratio = other / spread;
	return ratio >= leastSpread || ratio <= 1 / leastSpread ? { type: 'spread', ratio } : { type: 'shape' };
}

function deviation(sketch: NumericSketch): number {
	return Math.sqrt(sketch.m2 / presentCount(sketch));
}

function textChange(reference: TextSketch, current: TextSketch): Change {
	const [before, after] = [reference, current].map(
		(sketch) => new Map(sketch.values.map((value, at) => [value, (sketch.counts[at] ?? 0) / presentCount(sketch)]))
	);
	let most: Change = { type: 'shape' };
	let gap = 0;
	for (const value of new Set([...reference.values, ...current.values])) {
		const [from, to] = [before?.get(value) ?? 0, after?.get(value) ?? 0];
		if (Math.abs(to - from) <= gap) continue;
		gap = Math.abs(to - from);
		most = { type: 'value', value, from, to };
	}
	return most;
}
