import { seededRandom, type Random } from '../random';
import { changedPlaces, costOf, offerRows, withValues, type Problem, type Verdict } from './counterfactual-problem';
import type { Shortlist } from './counterfactual-shortlist';
import { distanceAlong, gridValue, isSame, nearestPlace, type Row } from './counterfactual-space';
import { projected, valuesOf } from './counterfactual-values';

const mostSeeds = 400;
const refinedSeeds = 12;
const climbValues = 24;
const children = 96;
const mostRounds = 120;
/** The search ends after so many rounds that brought nothing cheaper, or while nothing is found nothing nearer. */
const quietRounds = 16;
const quietWithoutAny = 40;

/**
 * Answers with any number of changes, by a seeded search: rows of the background and steps up from the row itself are taken
 * back towards the row column by column, then crossed and varied. Nothing is proven. Returns whether it came to its end.
 */
export async function searchWidely(problem: Problem, shortlist: Shortlist): Promise<boolean> {
	const random = seededRandom(problem.seed);
	const tried = await offerRows(problem, shortlist, seeds(problem, random), 'search', false);
	const climbed = await climb(problem, shortlist);
	const population = fittest(problem, [...tried, ...climbed]);
	const starts = population.filter(({ isMet }) => isMet).slice(0, refinedSeeds);
	for (const [at, { row }] of starts.entries()) {
		await problem.checkpoint(at, starts.length + mostRounds);
		if (problem.isLate()) return false;
		await refine(problem, shortlist, row);
	}
	return vary(problem, shortlist, population, random);
}

const populationSize = 24;

/** Rows with the wanted answer first, by cost, then those nearest to it. */
function fittest(problem: Problem, verdicts: readonly Verdict[]): Verdict[] {
	const costs = new Map(verdicts.map((verdict) => [verdict, costOf(problem, verdict.row)]));
	const cost = (verdict: Verdict) => costs.get(verdict) ?? Infinity;
	return [...verdicts]
		.sort((a, b) => Number(b.isMet) - Number(a.isMet) || (a.isMet ? 0 : a.gap - b.gap) || cost(a) - cost(b))
		.slice(0, populationSize);
}

/** Background rows under the rules, or where the background is small also rows drawn from what is allowed. */
function seeds(problem: Problem, random: Random): Row[] {
	const { background, axes } = problem;
	const count = Math.min(mostSeeds, background.length);
	const rows = Array.from({ length: count }, (_, at) => {
		const from = background[Math.floor((at * background.length) / count)];
		return axes.map((axis, place) => projected(axis, from?.[place]));
	});
	const drawn = Array.from({ length: mostSeeds / 4 }, () =>
		axes.map((axis) => {
			if (!axis.isFree || random() < 0.5) return axis.original;
			if (axis.type === 'text') return axis.categories[Math.floor(random() * axis.categories.length)] ?? axis.original;
			return gridValue(axis, axis.first + Math.floor(random() * (axis.last - axis.first + 1)));
		})
	);
	return [...rows, ...drawn];
}

/** From the row itself, each time the one change that comes nearest to the wanted answer: all rows on the way. */
async function climb(problem: Problem, shortlist: Shortlist): Promise<Verdict[]> {
	const way: Verdict[] = [];
	for (let step = 0; step < 2 * problem.axes.length && !problem.isLate(); step++) {
		await problem.checkpoint(step, 2 * problem.axes.length);
		const last = way.at(-1);
		const from = last?.row ?? problem.row;
		const isFull = changedPlaces(problem, from).length >= problem.maxChanges;
		const next = problem.axes.flatMap((axis, at) =>
			isFull && isSame(from[at], problem.row[at])
				? []
				: valuesOf(axis, climbValues).values.map((value) => withValues(from, [at, value]))
		);
		const best = fittest(problem, await offerRows(problem, shortlist, next, 'search', false))[0];
		if (!best || (last && !best.isMet && best.gap >= last.gap)) return way;
		way.push(best);
		if (best.isMet) return way;
	}
	return way;
}

/** Takes a row with the wanted answer towards the original: whole columns back, then numbers nearer, while the answer holds. */
export async function refine(problem: Problem, shortlist: Shortlist, start: Row): Promise<Row> {
	let row = start;
	for (;;) {
		const before = costOf(problem, row);
		row = await restore(problem, shortlist, row);
		for (const at of changedPlaces(problem, row)) row = await tighten(problem, shortlist, row, at);
		if (costOf(problem, row) >= before || problem.isLate()) return row;
	}
}

async function restore(problem: Problem, shortlist: Shortlist, start: Row): Promise<Row> {
	let row = start;
	for (;;) {
		const from = row;
		const next = changedPlaces(problem, row).map((at) => withValues(from, [at, problem.row[at] ?? NaN]));
		const best = fittest(problem, await offerRows(problem, shortlist, next, 'search', false))[0];
		if (best?.isMet !== true) return row;
		row = best.row;
	}
}

/** Values tried at a time between the row's and the changed one. */
const cuts = 15;

async function tighten(problem: Problem, shortlist: Shortlist, start: Row, at: number): Promise<Row> {
	const axis = problem.axes[at];
	if (axis?.type !== 'number' || !Number.isFinite(axis.original)) return start;
	let row = start;
	let near = nearestPlace(axis, axis.original);
	for (;;) {
		const far = Math.round(Number(row[at]) / axis.step);
		const places = [...new Set(Array.from({ length: cuts }, (_, k) => near + Math.round(((far - near) * k) / cuts)))];
		const from = row;
		const next = places
			.filter((place) => place !== far && gridValue(axis, place) !== axis.original)
			.map((place) => withValues(from, [at, gridValue(axis, place)]));
		const verdicts = await offerRows(problem, shortlist, next, 'search', false);
		const first = verdicts.findIndex(({ isMet }) => isMet);
		const last = first < 0 ? next.length - 1 : first - 1;
		row = next[first] ?? row;
		near = Math.round(Number(next[last]?.[at] ?? axis.original) / axis.step);
		const span = Math.abs(Math.round(Number(row[at]) / axis.step) - near);
		if (next.length === 0 || first === 0 || span <= 1 || problem.isLate()) return row;
	}
}

async function vary(
	problem: Problem,
	shortlist: Shortlist,
	first: readonly Verdict[],
	random: Random
): Promise<boolean> {
	let population = first;
	let quiet = 0;
	for (let round = 0; round < mostRounds; round++) {
		if (quiet >= (shortlist.list.length > 0 ? quietRounds : quietWithoutAny)) break;
		await problem.checkpoint(round, mostRounds);
		if (problem.isLate()) return false;
		const parents = [...shortlist.list, ...population, problem].map(({ row }) => row);
		const drawn = Array.from({ length: children }, () => child(problem, parents, random));
		const before = standing(shortlist, population);
		const verdicts = await offerRows(problem, shortlist, drawn, 'search', false);
		const met = fittest(problem, verdicts).filter(({ isMet }) => isMet);
		for (const { row } of met.slice(0, 3)) await refine(problem, shortlist, row);
		population = fittest(problem, [...population, ...verdicts]);
		quiet = standing(shortlist, population) === before ? quiet + 1 : 0;
	}
	return true;
}

/** What a round is to better: the costs listed, or while there are none the nearest answer. */
function standing({ list }: Shortlist, population: readonly Verdict[]): string {
	return list.length > 0 ? list.map(({ cost }) => cost).join() : `gap ${population[0]?.gap ?? ''}`;
}

/** Two rows crossed column by column, a value or two varied, and no more changes than allowed. */
function child({ axes, row: original, maxChanges }: Problem, parents: readonly Row[], random: Random): Row {
	const pick = () => parents[Math.floor(random() * parents.length)] ?? original;
	const [one, other] = [pick(), pick()];
	const row = axes.map((axis, at) => {
		const value = (random() < 0.5 ? one : other)[at] ?? axis.original;
		if (!axis.isFree || random() > 2 / axes.length) return value;
		if (random() < 0.3) return axis.original;
		if (axis.type === 'number' && random() < 0.3) return gridValue(axis, random() < 0.5 ? axis.first : axis.last);
		if (axis.type === 'text') return axis.categories[Math.floor(random() * axis.categories.length)] ?? value;
		const reach = (axis.last - axis.first) * random() ** 3;
		const moved = Number.isFinite(Number(value)) ? Number(value) : axis.middle;
		return gridValue(axis, nearestPlace(axis, moved + (random() * 2 - 1) * reach * axis.step));
	});
	const changed = axes.flatMap((axis, at) => (isSame(row[at], axis.original) ? [] : [at]));
	changed.sort((a, b) => along(b) - along(a));
	function along(at: number): number {
		const axis = axes[at];
		return axis ? distanceAlong(axis, row[at] ?? NaN) + random() : 0;
	}
	for (const at of changed.slice(0, Math.max(0, changed.length - maxChanges))) row[at] = original[at] ?? NaN;
	return row;
}
