import type { Checkpoint } from '../clarify/checkpoint';
import { quantileCuts, sortedValues } from '../monitor/baseline';
import type { Column } from '../table/columns';
import { bootstrap, drawsFor } from './bootstrap';
import { bootstrapEstimate, shareDifference, shareEstimate, type Estimate } from './estimate';
import { effectiveRows, measurableRows, type EvaluatedRows } from './evaluated-rows';
import { betterMore, sliceMeasures, type Measure, type SliceQuestion } from './slice-metric';

/** What a slice holds of one column: a value, a range (from, to], or what is missing. */
export type SlicePart =
	| { readonly column: string; readonly type: 'value'; readonly value: string }
	/** `from` null: the first range, which has no lower end; `to` null: the last. */
	| { readonly column: string; readonly type: 'range'; readonly from: number | null; readonly to: number | null }
	| { readonly column: string; readonly type: 'missing' }
	/** Values that are too rare to stand alone. */
	| { readonly column: string; readonly type: 'others'; readonly values: number };

export interface Slice {
	/** One a column. */
	readonly parts: readonly SlicePart[];
	readonly rows: number;
	/** Fewer than 30 rows. */
	readonly isSmall: boolean;
	readonly value: Estimate;
	/** Less the value of all rows. */
	readonly difference: Estimate;
	/** Worse than all rows by more than chance; never said of a small slice. */
	readonly isWorse: boolean;
}

export interface SliceJob extends SliceQuestion {
	readonly rows: EvaluatedRows;
	/** One column or two, with the rows of `rows` in their order; two are crossed. */
	readonly columns: readonly Column[];
	/** Columns that are cut into ranges: of numbers, or of dates. */
	readonly ranged: readonly string[];
	readonly seed: number;
}

export interface SliceTable {
	readonly overall: Estimate;
	readonly rows: number;
	/** The worst first; where neither more nor less is better, the farthest from all rows. */
	readonly slices: readonly Slice[];
}

const fewRows = 30;
const mostValues = 20;
const ranges = 5;

/**
 * A metric by the values of a column, or of two crossed. Values beyond the 20 commonest stand together; numbers are cut at their fifths. Shares
 * have Wilson's intervals and Newcombe's differences; all others come from the same resamples of all rows, so that a slice and the whole move
 * together.
 */
export async function measureSlices(job: SliceJob, checkpoint: Checkpoint): Promise<SliceTable> {
	const kept = measurableRows(job.rows);
	const all = Int32Array.from(kept.truth.keys());
	const places = kept === job.rows ? all : placesOf(job.rows, kept);
	const axes = job.columns.map((column) => axisOf(column, places, job.ranged.includes(column.name)));
	const groups = new Map<string, { parts: SlicePart[]; rows: number[] }>();
	for (const row of all) {
		const codes = axes.map(({ codes }) => codes[row] ?? 0);
		const key = codes.join(' ');
		const group = groups.get(key);
		if (group) group.rows.push(row);
		else groups.set(key, { parts: axes.flatMap(({ parts }, at) => parts[codes[at] ?? 0] ?? []), rows: [row] });
	}
	const measureOf = sliceMeasures(kept, job);
	const whole = measureOf(all);
	const found = Array.from(groups.values(), (group) => ({ ...group, measure: measureOf(Int32Array.from(group.rows)) }));
	const drawn = await bootstrap(
		{ weights: kept.weights, draws: Math.min(200, drawsFor(all.length)), seed: job.seed },
		found.length + 1,
		(weights, into) => {
			into[found.length] = whole.value(weights) ?? NaN;
			found.forEach(({ measure }, at) => (into[at] = measure.value(weights) ?? NaN));
		},
		checkpoint
	);
	const none = new Float64Array(0);
	const wholes = drawn[found.length] ?? none;
	const scale = effectiveRows(kept.weights) / kept.weights.reduce((sum, weight) => sum + weight, 0);
	const estimate = ({ value, shareOf }: Measure, values: Float64Array) =>
		shareOf
			? shareEstimate(value(kept.weights), shareOf(kept.weights) * scale)
			: bootstrapEstimate(value(kept.weights), values);
	const overall = estimate(whole, wholes);
	const isMoreBetter = betterMore[job.metric];
	const slices = found.map(({ parts, rows, measure }, at): Slice => {
		const values = drawn[at] ?? none;
		const value = estimate(measure, values);
		const apart = value.value === null || overall.value === null ? null : value.value - overall.value;
		const difference = measure.shareOf
			? shareDifference(value, overall)
			: bootstrapEstimate(
					apart,
					values.map((each, draw) => each - (wholes[draw] ?? NaN))
				);
		const isSmall = rows.length < fewRows;
		const [isLess, isMore] = [(difference.upper ?? 0) < 0, (difference.lower ?? 0) > 0];
		const isWorse = !isSmall && isMoreBetter !== null && (isMoreBetter ? isLess : isMore);
		return { parts, rows: rows.length, isSmall, value, difference, isWorse };
	});
	const badness = ({ difference: { value } }: Slice) =>
		value === null ? -Infinity : isMoreBetter === null ? Math.abs(value) : isMoreBetter ? -value : value;
	return { overall, rows: all.length, slices: slices.sort((a, b) => badness(b) - badness(a)) };
}

/** Where the kept rows stand among all. */
function placesOf(rows: EvaluatedRows, kept: EvaluatedRows): Int32Array {
	const at = new Map<number, number>();
	rows.places.forEach((place, row) => at.set(place, row));
	return Int32Array.from(kept.places, (place) => at.get(place) ?? 0);
}

interface Axis {
	/** The part of each row. */
	readonly codes: Int32Array;
	readonly parts: readonly SlicePart[];
}

function axisOf({ name: column, vector }: Column, places: Int32Array, isRanged: boolean): Axis {
	if (vector.kind === 'number' && isRanged) {
		const cuts = quantileCuts(sortedValues(vector), ranges);
		const codes = Int32Array.from(places, (row) => {
			const value = vector.values[row] ?? NaN;
			if (vector.missing?.[row] === 1 || Number.isNaN(value)) return cuts.length + 1;
			const place = cuts.findIndex((cut) => value <= cut);
			return place < 0 ? cuts.length : place;
		});
		const parts = Array.from({ length: cuts.length + 1 }, (_, at): SlicePart => {
			return { column, type: 'range', from: cuts[at - 1] ?? null, to: cuts[at] ?? null };
		});
		return { codes, parts: [...parts, { column, type: 'missing' }] };
	}
	const texts = Array.from(places, (row) => {
		if (vector.kind === 'text') return vector.dictionary[vector.codes[row] ?? -1] ?? null;
		return vector.missing?.[row] === 1 ? null : String(vector.values[row] ?? NaN);
	});
	const counts = new Map<string, number>();
	for (const text of texts) if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1);
	const common = [...counts].sort((a, b) => b[1] - a[1]).map(([text]) => text);
	const shown = common.slice(0, mostValues);
	const codes = new Map(shown.map((text, at) => [text, at]));
	return {
		codes: Int32Array.from(texts, (text) => (text === null ? shown.length + 1 : (codes.get(text) ?? shown.length))),
		parts: [
			...shown.map((value): SlicePart => ({ column, type: 'value', value })),
			{ column, type: 'others', values: common.length - shown.length },
			{ column, type: 'missing' }
		]
	};
}
