import { offerRows, withValues, type Problem } from './counterfactual-problem';
import type { Shortlist } from './counterfactual-shortlist';
import { distanceAlong, gridValue, nearestPlace, type Row, type RowAxis, type Value } from './counterfactual-space';

/** Values of one column that any model is asked for. */
const mostValues = 1000;

/** Where there are no more rows than this that the rules allow, all are asked for. */
const mostRows = 10_000;

/**
 * Nearest answers of any model that change one input: it is asked for every value the input may take, or where there are more
 * than a thousand for so many at even distances. Small spaces are gone through whole. Returns how many changes nothing was
 * passed over of.
 */
export async function searchValues(problem: Problem, shortlist: Shortlist): Promise<number> {
	const lists = problem.axes.map((axis) => [axis.original, ...valuesOf(axis, mostValues).values]);
	if (lists.reduce((rows, { length }) => rows * length, 1) <= mostRows) {
		const rows = lists.reduce<Row[]>((all, list) => all.flatMap((row) => list.map((value) => [...row, value])), [[]]);
		await offerRows(problem, shortlist, rows, 'every-value', true);
		return problem.axes.length;
	}
	let isWhole = true;
	for (const [at, axis] of problem.axes.entries()) {
		await problem.checkpoint(at, problem.axes.length);
		if (problem.isLate()) return 0;
		const { values, isAll } = valuesOf(axis, mostValues);
		isWhole &&= isAll;
		const rows = values.map((value) => withValues(problem.row, [at, value]));
		await offerRows(problem, shortlist, rows, 'every-value', isAll);
	}
	return isWhole ? 1 : 0;
}

/** Other values than the row's that a column may take, the nearest first; at even distances where there are more than `most`. */
export function valuesOf(axis: RowAxis, most: number): { readonly values: readonly Value[]; readonly isAll: boolean } {
	if (!axis.isFree) return { values: [], isAll: true };
	if (axis.type === 'text') return { values: axis.categories, isAll: true };
	const size = axis.last - axis.first + 1;
	const count = Math.min(size, most);
	const values = Array.from({ length: count }, (_, step) =>
		gridValue(axis, axis.first + (size <= most ? step : Math.round((step * (size - 1)) / Math.max(1, most - 1))))
	).filter((value) => value !== axis.original);
	return { values: values.sort((a, b) => distanceAlong(axis, a) - distanceAlong(axis, b)), isAll: size <= most };
}

/** What another row's value becomes under the rules of a column. */
export function projected(axis: RowAxis, value: Value | undefined): Value {
	if (!axis.isFree || value === undefined) return axis.original;
	if (axis.type === 'text') return axis.categories.find((category) => category === value) ?? axis.original;
	return typeof value === 'number' && Number.isFinite(value)
		? gridValue(axis, nearestPlace(axis, value))
		: axis.original;
}
