import { withBranchSteps, type Recipe, type RecipeStep } from './recipe';

/** The main steps of a recipe (null), or the branch of this name. */
export type Line = string | null;

/** Neighbouring steps under one heading; `group` is null where they have none. */
export interface Section {
	readonly group: string | null;
	readonly start: number;
	/** One past the last. */
	readonly end: number;
}

export function stepsOf(recipe: Recipe, line: Line): readonly RecipeStep[] {
	if (line === null) return recipe.steps;
	return recipe.branches?.find(({ name }) => name === line)?.steps ?? [];
}

/** Runs of steps that share a heading, in order. */
export function sectionsOf(steps: readonly RecipeStep[]): Section[] {
	const sections: { group: string | null; start: number; end: number }[] = [];
	steps.forEach(({ group = null }, index) => {
		const last = sections.at(-1);
		if (last && last.group === group) last.end = index + 1;
		else sections.push({ group, start: index, end: index + 1 });
	});
	return sections;
}

/** Steps that go in before place `at`. Between two steps of one group they belong to it. */
export function insertSteps(recipe: Recipe, line: Line, at: number, steps: readonly RecipeStep[]): Recipe {
	const old = placed(recipe, line);
	const joined = groupAt(old, at);
	const made = steps.map((step) => ({ step: joined === null ? step : inGroup(step, joined), from: null }));
	return arrange(recipe, line, [...old.slice(0, at), ...made, ...old.slice(at)]);
}

export function removeSteps(recipe: Recipe, line: Line, places: readonly number[]): Recipe {
	return arrange(
		recipe,
		line,
		placed(recipe, line).filter(({ from }) => !places.includes(from))
	);
}

/** Steps that keep their order and stand together before what is now at place `to`. */
export function moveSteps(recipe: Recipe, line: Line, places: readonly number[], to: number): Recipe {
	const old = placed(recipe, line);
	const kept = old.filter(({ from }) => !places.includes(from));
	const at = kept.filter(({ from }) => from < to).length;
	const joined = groupAt(kept, at);
	const moved = old
		.filter(({ from }) => places.includes(from))
		.map(({ step, from }) => ({ step: joined === null ? step : inGroup(step, joined), from }));
	const next = kept.toSpliced(at, 0, ...moved);
	return next.every(({ step, from }, i) => from === i && step === old[i]?.step) ? recipe : arrange(recipe, line, next);
}

/** Each step again, right after the last of them. */
export function copySteps(recipe: Recipe, line: Line, places: readonly number[]): Recipe {
	const steps = stepsOf(recipe, line);
	const last = Math.max(...places);
	return insertSteps(
		recipe,
		line,
		last + 1,
		places.flatMap((place) => steps[place] ?? [])
	);
}

export function changeSteps(
	recipe: Recipe,
	line: Line,
	places: readonly number[],
	change: (step: RecipeStep) => RecipeStep
): Recipe {
	return withSteps(
		recipe,
		line,
		stepsOf(recipe, line).map((step, i) => (places.includes(i) ? change(step) : step))
	);
}

/** Brings steps together at the place of the first and puts them under a heading; an empty name takes the heading away. */
export function groupSteps(recipe: Recipe, line: Line, places: readonly number[], group: string): Recipe {
	const first = Math.min(...places);
	const together = moveSteps(recipe, line, places, first);
	const run = places.map((_, i) => first + i);
	return changeSteps(together, line, run, (step) => inGroup(step, group.trim()));
}

/** A step under another name; an empty one takes it away. */
export function namedStep(step: RecipeStep, name: string): RecipeStep {
	return name.trim() === '' ? withoutName(step) : { ...step, name: name.trim() };
}

function inGroup(step: RecipeStep, group: string): RecipeStep {
	return group === '' ? withoutGroup(step) : { ...step, group };
}

const withoutName = ({ name: _name, ...step }: RecipeStep): RecipeStep => step;
const withoutGroup = ({ group: _group, ...step }: RecipeStep): RecipeStep => step;

interface Placed {
	readonly step: RecipeStep;
	/** Where it stood; null when it is new. */
	readonly from: number | null;
}

function placed(recipe: Recipe, line: Line): { readonly step: RecipeStep; readonly from: number }[] {
	return stepsOf(recipe, line).map((step, from) => ({ step, from }));
}

/** The group that a step put before place `at` would stand inside of. */
function groupAt(steps: readonly Placed[], at: number): string | null {
	const before = steps[at - 1]?.step.group;
	return before !== undefined && before === steps[at]?.step.group ? before : null;
}

/** Steps in a new order. A branch goes on leaving after the step it left after, or after the nearest before that is still there. */
function arrange(recipe: Recipe, line: Line, next: readonly Placed[]): Recipe {
	const arranged = withSteps(
		recipe,
		line,
		next.map(({ step }) => step)
	);
	if (line !== null || !arranged.branches) return arranged;
	const places = new Map(next.map(({ from }, place) => [from, place]));
	return {
		...arranged,
		branches: arranged.branches.map((branch) => {
			if (branch.of !== undefined) return branch;
			let anchor = branch.after - 1;
			while (anchor >= 0 && !places.has(anchor)) anchor--;
			return { ...branch, after: anchor < 0 ? 0 : (places.get(anchor) ?? 0) + 1 };
		})
	};
}

function withSteps(recipe: Recipe, line: Line, steps: readonly RecipeStep[]): Recipe {
	return line === null ? { ...recipe, steps: [...steps] } : withBranchSteps(recipe, line, steps);
}
