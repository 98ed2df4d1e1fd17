import type { TableSchema } from '../table/schema';
import { flattenBranch, type FlatBranch } from './branch';
import type { StepPlace } from './column-lineage';
import { planRecipe, schemaAfter, type RecipePlan } from './compile';
import { stepsOf, type Line } from './edit';
import type { RecipeTable } from './operation';
import type { Recipe, RecipeStep } from './recipe';

/** A line of a recipe as a recipe of its own: the steps on the way to it, then its own. */
export function lineRecipe(recipe: Recipe, line: Line): FlatBranch {
	return line === null ? { table: null, before: 0, recipe } : flattenBranch(recipe, line);
}

/** A line in its place: what its steps see. */
export interface LinePlan {
	readonly plan: RecipePlan;
	/** How many of the plan's steps come before its own. */
	readonly before: number;
	readonly tables: ReadonlyMap<string, RecipeTable>;
}

/**
 * Plans a line over its tables; `tables` holds those of the project, of which a branch of the same name hides one. `ran` is the line's
 * recipe as it was run before: what the same steps learned then tells the columns they make.
 */
export function planLine(
	recipe: Recipe,
	line: Line,
	schema: TableSchema,
	tables: ReadonlyMap<string, RecipeTable>,
	ran: Recipe | null = null
): LinePlan {
	const { table, before, recipe: flat } = lineRecipe(recipe, line);
	const branches = new Set((recipe.branches ?? []).map(({ name }) => name));
	const own = new Map([...tables].filter(([name]) => !branches.has(name)));
	const source = table === null ? schema : (own.get(table)?.schema ?? []);
	const known = ran ? withLearned(flat, ran) : flat;
	return { plan: planRecipe(known, source, { tables: own }), before, tables: own };
}

/** A step of the recipe that `lineRecipe` gives for a line, where it stands in the whole one. */
export function placeOnWay(recipe: Recipe, line: Line, index: number): StepPlace {
	const { before } = lineRecipe(recipe, line);
	if (line === null || index >= before) return { line, index: index - before };
	const of = recipe.branches?.find(({ name }) => name === line)?.of;
	const parent = recipe.branches?.some(({ name }) => name === of) ? of : undefined;
	return placeOnWay(recipe, parent ?? null, index);
}

/** The columns that step `index` of the line may use. */
export function lineInput({ plan, before }: LinePlan, index: number): TableSchema {
	return schemaAfter(plan, before + index);
}

/** The tables and branches that step `index` of the line may read, by name. */
export function lineTables({ plan, before, tables }: LinePlan, index: number): Map<string, TableSchema> {
	const known = new Map(Array.from(tables, ([name, { schema }]) => [name, schema] as const));
	for (const branch of plan.branches)
		if (branch.after <= before + index) known.set(branch.name, schemaAfter(branch.plan, branch.plan.steps.length));
	return known;
}

function withLearned(recipe: Recipe, before: Recipe): Recipe {
	const steps = learned(recipe.steps, before.steps);
	if (!recipe.branches) return { ...recipe, steps };
	return {
		...recipe,
		steps,
		branches: recipe.branches.map((branch) => ({
			...branch,
			steps: learned(branch.steps, stepsOf(before, branch.name))
		}))
	};
}

function learned(steps: readonly RecipeStep[], before: readonly RecipeStep[]): RecipeStep[] {
	return steps.map((step, i) => {
		const fitted = before[i]?.op === step.op && before[i].params === step.params ? before[i].fitted : undefined;
		return fitted === undefined ? step : { ...step, fitted };
	});
}
