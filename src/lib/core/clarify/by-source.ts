import { importanceOf, type Explanation } from './explanation';
import type { Interactions } from './interaction';

/** For each input of a model the columns it was made from; an input that is not there stands for itself. */
export type SourceNames = ReadonlyMap<string, readonly string[]>;

/** Inputs that come from the same columns, as one entry: made from several, it is named `a + b` and shared by them. */
export interface SourceGroups {
	readonly names: readonly string[];
	/** For each input its group. */
	readonly places: readonly number[];
}

export function sourceGroups(features: readonly string[], sources: SourceNames): SourceGroups {
	const names: string[] = [];
	const known = new Map<string, number>();
	const places = features.map((feature) => {
		const from = [...new Set(sources.get(feature) ?? [])].sort();
		const own = from.length === 0 ? [feature] : from;
		const key = JSON.stringify(own);
		const place = known.get(key) ?? names.push(unused(own.join(' + '), names)) - 1;
		known.set(key, place);
		return place;
	});
	return { names, places };
}

/** A name of a column may itself read `a + b`. */
function unused(name: string, names: readonly string[]): string {
	return names.includes(name) ? `${name} (${names.length + 1})` : name;
}

/**
 * Values of inputs added up by the columns they were made from: a row's values still add up to its answer. Errors are added too, which
 * is the most the error of a sum can be.
 */
export function explanationBySource(found: Explanation, { names, places }: SourceGroups): Explanation {
	const fold = (numbers: Float64Array) => {
		const folded = new Float64Array(found.predictions.length * names.length);
		numbers.forEach((value, at) => {
			const row = Math.floor(at / places.length);
			const place = row * names.length + (places[at % places.length] ?? 0);
			folded[place] = (folded[place] ?? 0) + value;
		});
		return folded;
	};
	const values = fold(found.values);
	return {
		...found,
		features: names,
		values,
		errors: found.errors && fold(found.errors),
		importance: importanceOf(names, values)
	};
}

/** Interaction matrices in the same groups, over the rows whose values are kept: what pairs within a group give is the group's own. */
export function interactionsBySource(found: Interactions, { names, places }: SourceGroups): Interactions {
	const width = places.length;
	const cells = names.length * names.length;
	const rowCount = width === 0 ? 0 : found.values.length / (width * width);
	const values = new Float64Array(rowCount * cells);
	found.values.forEach((value, at) => {
		const row = Math.floor(at / (width * width));
		const i = places[Math.floor(at / width) % width] ?? 0;
		const j = places[at % width] ?? 0;
		const place = row * cells + i * names.length + j;
		values[place] = (values[place] ?? 0) + value;
	});
	const meanAbs = new Float64Array(cells);
	values.forEach((value, at) => (meanAbs[at % cells] = (meanAbs[at % cells] ?? 0) + Math.abs(value) / rowCount));
	return { ...found, features: names, rowCount, meanAbs, values };
}
