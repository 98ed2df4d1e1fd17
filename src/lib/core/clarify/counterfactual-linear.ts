import type { LinearEstimator } from '../model/model';
import { encodeRows, margins } from '../train/predict';
import { marginBounds } from './counterfactual-goal';
import { costOf, offerRows, withValues, type Problem } from './counterfactual-problem';
import type { Shortlist } from './counterfactual-shortlist';
import { gridValue, nearestPlace, tableOf, type NumberAxis, type Row, type Value } from './counterfactual-space';

/** Values of the coarser of two number columns that are gone through. */
const mostSteps = 4096;
/** Of each pair so many of the cheapest are put to the model, since its sums round otherwise. */
const verified = 8;

/** What a changed value adds to the margin: of a number `base + slope * value`. */
type Gain =
	| { readonly type: 'number'; readonly axis: NumberAxis; readonly base: number; readonly slope: number }
	| { readonly type: 'text'; readonly gains: readonly (readonly [string, number])[] };

/**
 * Nearest answers of a linear model with one margin that change one or two inputs. Each changed value adds to the margin by
 * itself, so one is gone through and the other is solved for. Returns how many changes nothing was passed over of; 0 where the
 * model has several margins, and 1 where two columns have more than 4096 values each.
 */
export async function searchLinear(
	problem: Problem,
	estimator: LinearEstimator,
	shortlist: Shortlist
): Promise<number> {
	const bounds = marginBounds(problem.model, problem.wanted);
	if (!bounds) return 0;
	const own = marginOf(problem, estimator, [problem.row])[0] ?? NaN;
	const gains = problem.axes.map((_, at) => gainOf(problem, estimator, at, own));
	const free = gains.flatMap((gain, at) => (gain ? [at] : []));
	const least = bounds.least - own;
	const most = bounds.most - own;
	const singles = free.flatMap((at) =>
		solve(gains[at], least, most).map((value) => withValues(problem.row, [at, value]))
	);
	await offerRows(problem, shortlist, singles, 'closed-form', true);
	if (problem.maxChanges < 2) return 1;
	const pairs = free.flatMap((i, place) => free.slice(place + 1).map((j) => [i, j] as const));
	let isWhole = true;
	for (const [done, [i, j]] of pairs.entries()) {
		await problem.checkpoint(done, pairs.length);
		if (problem.isLate()) return 1;
		const [outer, inner] = sizeOf(gains[i]) <= sizeOf(gains[j]) ? [i, j] : [j, i];
		if (sizeOf(gains[outer]) > mostSteps) isWhole = false;
		const found: Row[] = [];
		for (const [value, gain] of walk(gains[outer])) {
			if (gain >= least && gain <= most) continue;
			for (const other of solve(gains[inner], least - gain, most - gain))
				found.push(withValues(problem.row, [outer, value], [inner, other]));
		}
		const costs = new Map(found.map((row) => [row, costOf(problem, row)]));
		const cheapest = found.sort((a, b) => (costs.get(a) ?? 0) - (costs.get(b) ?? 0)).slice(0, verified);
		const affordable = cheapest.filter((row) => (costs.get(row) ?? 0) < shortlist.bound);
		await offerRows(problem, shortlist, affordable, 'closed-form', sizeOf(gains[outer]) <= mostSteps);
	}
	return isWhole ? 2 : 1;
}

function marginOf({ model, axes }: Problem, estimator: LinearEstimator, rows: readonly Row[]): Float64Array {
	return margins(estimator, encodeRows(model, tableOf(axes, rows)), model.features.length, 1);
}

function gainOf(problem: Problem, estimator: LinearEstimator, at: number, own: number): Gain | null {
	const axis = problem.axes[at];
	if (!axis?.isFree) return null;
	const gainOfEach = (values: readonly Value[]) =>
		marginOf(
			problem,
			estimator,
			values.map((value) => withValues(problem.row, [at, value]))
		).map((margin) => margin - own);
	if (axis.type === 'text') {
		const gained = gainOfEach(axis.categories);
		return { type: 'text', gains: axis.categories.map((category, place) => [category, gained[place] ?? 0]) };
	}
	const weights = estimator.weights[0] ?? [];
	const numeric = problem.model.encoders.find((encoder) => encoder.type === 'numeric' && encoder.input === axis.name);
	const feature = problem.model.features.findIndex(
		(name, place) => problem.model.featureInputs[place] === at && name === axis.name
	);
	if (numeric?.type !== 'numeric') return null;
	const slope = (weights[feature] ?? 0) / numeric.scale;
	const anchor = gridValue(axis, nearestPlace(axis, Number.isFinite(axis.original) ? axis.original : axis.middle));
	return { type: 'number', axis, slope, base: (gainOfEach([anchor])[0] ?? 0) - slope * anchor };
}

function sizeOf(gain: Gain | null | undefined): number {
	if (!gain) return 0;
	return gain.type === 'text' ? gain.gains.length : gain.axis.last - gain.axis.first + 1;
}

/** Values of a column with what each adds, all of them or 4096 at even distances. */
function* walk(gain: Gain | null | undefined): Generator<readonly [Value, number]> {
	if (!gain) return;
	if (gain.type === 'text') {
		yield* gain.gains;
		return;
	}
	const { axis, base, slope } = gain;
	const size = axis.last - axis.first + 1;
	const steps = Math.min(size, mostSteps);
	for (let step = 0; step < steps; step++) {
		const place = axis.first + (size <= mostSteps ? step : Math.round((step * (size - 1)) / (mostSteps - 1)));
		const value = gridValue(axis, place);
		if (value !== axis.original) yield [value, base + slope * value];
	}
}

/** The values nearest to the row's that add between `least` and `most`, and neighbours that rounding may prefer. */
function solve(gain: Gain | null | undefined, least: number, most: number): Value[] {
	if (!gain) return [];
	const slack =
		1e-9 * (1 + (Number.isFinite(least) ? Math.abs(least) : 0) + (Number.isFinite(most) ? Math.abs(most) : 0));
	if (gain.type === 'text')
		return gain.gains.flatMap(([value, added]) => (added >= least - slack && added <= most + slack ? [value] : []));
	const { axis, base, slope } = gain;
	if (slope === 0) {
		const fits = base >= least - slack && base <= most + slack;
		const free = gridValue(axis, nearestPlace(axis, axis.middle));
		return fits && !Number.isFinite(axis.original) ? [free] : [];
	}
	const edges = [(least - base) / slope / axis.step, (most - base) / slope / axis.step];
	const low = Math.max(axis.first, Math.ceil(Math.min(...edges) - 1e-6));
	const high = Math.min(axis.last, Math.floor(Math.max(...edges) + 1e-6));
	if (low > high) return [];
	const from = Number.isFinite(axis.original) ? axis.original : axis.middle;
	const nearest = Math.min(high, Math.max(low, Math.round(from / axis.step)));
	return [nearest - 1, nearest, nearest + 1]
		.filter((place) => place >= low && place <= high)
		.map((place) => gridValue(axis, place))
		.filter((value) => value !== axis.original);
}
