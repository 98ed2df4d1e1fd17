import { cellAt, columnNamed, type Columns } from '../table/columns';
import type { Explanation } from './explanation';

/** One dot of a beeswarm. */
export interface SwarmDot {
	readonly row: number;
	readonly feature: string;
	readonly value: number;
	/** Where the input stands among the others of its column, 0 lowest to 1 highest; a half for text. */
	readonly level: number;
	/** -2 to 2: rows that would fall on one another are spread over lanes. */
	readonly lane: number;
}

/** Shapley values as dots for the columns in `order`. `rows` holds the raw inputs of the same rows. */
export function swarmDots(found: Explanation, rows: Columns, order: readonly string[]): SwarmDot[] {
	const width = found.features.length;
	return order.flatMap((feature) => {
		const place = found.features.indexOf(feature);
		const values = Array.from(found.predictions, (_, row) => found.values[row * width + place] ?? 0);
		const levels = levelsOf(rows, feature, values.length);
		const lanes = lanesOf(values);
		return values.map((value, row) => ({ row, feature, value, level: levels[row] ?? 0.5, lane: lanes[row] ?? 0 }));
	});
}

function levelsOf(rows: Columns, feature: string, count: number): number[] {
	const column = columnNamed(rows, feature);
	const cells = Array.from({ length: count }, (_, row) => (column ? cellAt(column.vector, row) : null));
	const numbers = cells.filter((cell) => typeof cell === 'number');
	const sorted = Float64Array.from(numbers).sort();
	return cells.map((cell) => {
		if (typeof cell !== 'number' || sorted.length < 2) return 0.5;
		return sorted.findIndex((value) => value >= cell) / (sorted.length - 1);
	});
}

/** Neighbours along the axis go to lanes in turn: 0, 1, -1, 2, -2; alone, a dot stays in the middle. */
function lanesOf(values: readonly number[]): number[] {
	const turn = [0, 1, -1, 2, -2];
	const lowest = Math.min(...values);
	const step = (Math.max(...values) - lowest) / 60;
	const inCell = new Map<number, number>();
	return values.map((value) => {
		const cell = step === 0 ? 0 : Math.floor((value - lowest) / step);
		const before = inCell.get(cell) ?? 0;
		inCell.set(cell, before + 1);
		return turn[before % turn.length] ?? 0;
	});
}

/** One step of a waterfall: from the running answer to the next. */
export interface WaterfallStep {
	/** null for the columns that are shown together. */
	readonly feature: string | null;
	readonly columns: number;
	readonly value: number;
	readonly error: number | null;
	readonly from: number;
	readonly to: number;
}

/** A row's answer as steps from the base value, the largest first; the smallest columns are added up in the last one. */
export function waterfallSteps(found: Explanation, row: number, most: number): WaterfallStep[] {
	const width = found.features.length;
	const parts = found.features
		.map((feature, place) => ({
			feature,
			value: found.values[row * width + place] ?? 0,
			error: found.errors ? (found.errors[row * width + place] ?? 0) : null
		}))
		.sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
	const shown = parts.length > most ? parts.slice(0, most - 1) : parts;
	const others = parts.slice(shown.length);
	const all: { feature: string | null; columns: number; value: number; error: number | null }[] = shown.map((part) => ({
		...part,
		columns: 1
	}));
	if (others.length > 0)
		all.push({
			feature: null,
			columns: others.length,
			value: others.reduce((sum, part) => sum + part.value, 0),
			error: null
		});
	let at = found.baseValue;
	return all.map((part) => {
		const from = at;
		at += part.value;
		return { ...part, from, to: at };
	});
}
