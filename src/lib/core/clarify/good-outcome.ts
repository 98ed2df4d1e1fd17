import type { Field } from '../table/schema';
import { readingOf, type Reading } from './subject-guess';

interface Predicts {
	readonly target: string | null;
	/** Empty for a model that gives a number. */
	readonly classes: readonly string[];
}

/** How an outcome is read: as chosen; else as its model does, a number for a regression; else by its kind. */
export function outcomeReading(field: Field | undefined, chosen: Reading | null, predicts: Predicts | null): Reading {
	const isPredicted = predicts !== null && predicts.target === field?.name;
	const byModel = isPredicted ? (predicts.classes.length === 0 ? 'number' : 'values') : null;
	return readingOf(field, chosen ?? byModel);
}

/** The values that are good to get: of those that occur the chosen ones, in the order of choice; else the last class of the model; else the last. */
export function goodValues(
	occurring: readonly string[],
	chosen: readonly string[],
	predicts: Predicts | null
): readonly string[] {
	const known = chosen.filter((value) => occurring.includes(value));
	if (known.length > 0) return known;
	const last = predicts?.classes.at(-1);
	return last !== undefined && occurring.includes(last) ? [last] : occurring.slice(-1);
}
