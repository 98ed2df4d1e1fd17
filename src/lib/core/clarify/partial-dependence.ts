import { seededRandom, shuffledIndex } from '../random';
import type { Columns } from '../table/columns';
import type { Checkpoint } from './checkpoint';
import type { Ask, Effect } from './effect';
import { allAt, type EffectAxis } from './effect-axis';

/** Curves of single rows that are kept: more cannot be told apart in a picture. */
const mostCurves = 200;

/**
 * The mean answer over all rows when they are moved to each place of one axis or each pair of places of two (Friedman 2001, "Greedy
 * function approximation", section 8.2), row-major. With a seed, also the answers of at most 200 single rows it chooses
 * (Goldstein et al. 2015), row-major curves x places.
 */
export async function partialDependence(
	rows: Columns,
	axes: readonly EffectAxis[],
	ask: Ask,
	seed: number | null,
	checkpoint: Checkpoint
): Promise<Pick<Effect, 'values' | 'curves'>> {
	const places = axes.reduce((product, { values }) => product * values.length, 1);
	const chosen = seed === null ? new Int32Array(0) : chosenRows(rows.rows, seed);
	const values = new Float64Array(places);
	const curves = new Float64Array(chosen.length * places);
	for (let place = 0; place < places; place++) {
		await checkpoint(place, places);
		const answers = await ask(movedTo(rows, axes, place));
		values[place] = answers.reduce((sum, value) => sum + value, 0) / rows.rows;
		chosen.forEach((row, curve) => (curves[curve * places + place] = answers[row] ?? NaN));
	}
	return { values, curves: seed === null ? null : { rows: chosen, values: curves } };
}

function movedTo(rows: Columns, axes: readonly EffectAxis[], place: number): Columns {
	let rest = place;
	return axes.reduceRight((moved, axis) => {
		const at = rest % axis.values.length;
		rest = Math.floor(rest / axis.values.length);
		return allAt(moved, axis, at);
	}, rows);
}

function chosenRows(rows: number, seed: number): Int32Array {
	return shuffledIndex(rows, seededRandom(seed)).slice(0, mostCurves).sort();
}

/** Curves (row-major curves x places) less their own value at one place: c-ICE, where what does not differ lies on one line. */
export function centredCurves(curves: Float64Array, places: number, at: number): Float64Array {
	return curves.map((value, cell) => value - (curves[Math.floor(cell / places) * places + at] ?? NaN));
}
