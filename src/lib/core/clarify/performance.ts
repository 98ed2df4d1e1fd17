import type { CountCell } from './counts';
import type { MetricValue } from './metric';
import { labelDistances, type Distance } from './pre-training';
import { selectionText, type Selection } from './selector';
import { sumSides } from './tally';

/** How well one class is predicted. Null where it is never predicted (precision), never seen (recall), or neither (f1). */
export interface ClassScore {
	readonly class: string;
	readonly precision: number | null;
	readonly recall: number | null;
	readonly f1: number | null;
}

/** How the rows of one side fare, class by class. */
export interface SidePerformance {
	readonly n: number;
	/** Rows of each class, in the order of `classes`. */
	readonly labels: readonly number[];
	readonly predictions: {
		/** Rows that have a label and a prediction. */
		readonly n: number;
		/** Rows by class (down) and predicted class (across). */
		readonly confusion: readonly (readonly number[])[];
		readonly accuracy: number | null;
		/** Mean of the f1 that are defined. */
		readonly macroF1: number | null;
		readonly scores: readonly ClassScore[];
	} | null;
}

export interface Performance {
	readonly classes: readonly string[];
	readonly facet: SidePerformance;
	readonly rest: SidePerformance;
	/** How far the two sides' labels lie apart over all classes, not collapsed to positive and not. */
	readonly distances: Readonly<Record<Distance, MetricValue>>;
}

/** More classes than these are not told apart. */
export const mostClasses = 24;

interface Outcome {
	readonly label: string;
	readonly predicted: string | null;
}

/**
 * What a cell's label and prediction are called: their values, or where only flags were counted `>40` and `≤40`, `yes` and `≠ yes`.
 */
function outcomeOf(positive: Exclude<Selection, { each: true }>): (cell: CountCell) => Outcome | null {
	const text = selectionText(positive);
	const name = (flag: boolean) => (flag ? text : 'threshold' in positive ? `≤${positive.threshold}` : `≠ ${text}`);
	return ({ label, predicted, labelClass, predictedClass }) => {
		if (label === null) return null;
		if (labelClass !== undefined) return { label: labelClass ?? '', predicted: predictedClass ?? null };
		return { label: name(label), predicted: predicted === null ? null : name(predicted) };
	};
}

/** Classes in order of first appearance, labels before what is only predicted. */
export function classesOf(cells: readonly CountCell[], positive: Exclude<Selection, { each: true }>): string[] {
	const outcomes = cells.flatMap((cell) => outcomeOf(positive)(cell) ?? []);
	const predicted = outcomes.flatMap((outcome) => outcome.predicted ?? []);
	return [...new Set([...outcomes.map(({ label }) => label), ...predicted])];
}

/** The performance of any group and of the rest, class by class. Rows without a label are left out. */
export function performances(
	cells: readonly CountCell[],
	positive: Exclude<Selection, { each: true }>,
	isPredicted: boolean,
	dropMissing: boolean
): (group: string) => Performance {
	const classes = classesOf(cells, positive);
	const sides = sumSides(cells, dropMissing, outcomeOf(positive));
	return (group) => {
		const { said, inside, rest } = sides(group);
		const facet = sidePerformance(classes, said, inside, isPredicted);
		const others = sidePerformance(classes, said, rest, isPredicted);
		const shares = ({ labels, n }: SidePerformance) => labels.map((count) => (n === 0 ? 0 : count / n));
		return { classes, facet, rest: others, distances: labelDistances(shares(others), shares(facet)) };
	};
}

/** The performance over all rows that have a label. */
export function overallPerformance(
	cells: readonly CountCell[],
	positive: Exclude<Selection, { each: true }>,
	isPredicted: boolean
): SidePerformance {
	const everyone = cells.map((cell) => ({ ...cell, facet: null }));
	const { said, rest } = sumSides(everyone, false, outcomeOf(positive))('');
	return sidePerformance(classesOf(cells, positive), said, rest, isPredicted);
}

function sidePerformance(
	classes: readonly string[],
	said: readonly Outcome[],
	counts: Float64Array,
	isPredicted: boolean
): SidePerformance {
	const places = new Map(classes.map((name, place) => [name, place]));
	const labels = classes.map(() => 0);
	const confusion = classes.map(() => classes.map(() => 0));
	said.forEach(({ label, predicted }, at) => {
		const count = counts[at] ?? 0;
		const actual = places.get(label) ?? 0;
		labels[actual] = (labels[actual] ?? 0) + count;
		const row = confusion[actual];
		const guess = predicted === null ? undefined : places.get(predicted);
		if (row && guess !== undefined) row[guess] = (row[guess] ?? 0) + count;
	});
	const n = sum(labels);
	return { n, labels, predictions: isPredicted ? scored(classes, confusion) : null };
}

function scored(classes: readonly string[], confusion: readonly (readonly number[])[]): SidePerformance['predictions'] {
	const seen = confusion.map(sum);
	const guessed = classes.map((_, column) => sum(confusion.map((row) => row[column] ?? 0)));
	const right = classes.map((_, at) => confusion[at]?.[at] ?? 0);
	const scores = classes.map((name, at): ClassScore => {
		const [hits, rows, guesses] = [right[at] ?? 0, seen[at] ?? 0, guessed[at] ?? 0];
		return {
			class: name,
			precision: share(hits, guesses),
			recall: share(hits, rows),
			f1: share(2 * hits, rows + guesses)
		};
	});
	const defined = scores.flatMap(({ f1 }) => f1 ?? []);
	const n = sum(seen);
	return { n, confusion, accuracy: share(sum(right), n), macroF1: share(sum(defined), defined.length), scores };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
