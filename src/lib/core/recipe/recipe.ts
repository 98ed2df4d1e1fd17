import * as v from 'valibot';
import { AppError } from '../errors';
import type { Json } from '../json';

export const JsonSchema: v.GenericSchema<unknown, Json> = v.lazy(() =>
	v.union([
		v.null(),
		v.boolean(),
		v.pipe(v.number(), v.finite()),
		v.string(),
		v.array(JsonSchema),
		v.record(v.string(), JsonSchema)
	])
);

export const RecipeStepSchema = v.strictObject({
	/** Id of the operation. */
	op: v.string(),
	params: v.optional(v.record(v.string(), JsonSchema), {}),
	enabled: v.optional(v.boolean(), true),
	/** What a person calls the step. */
	name: v.optional(v.string()),
	/** The heading it stands under, shared by the steps beside it. */
	group: v.optional(v.string()),
	/** What the step learned; with it, it is applied without learning again. */
	fitted: v.optional(JsonSchema)
});
export type RecipeStep = v.InferOutput<typeof RecipeStepSchema>;

const name = v.pipe(v.string(), v.minLength(1));

/** Steps beside the main ones, whose result is a table that later steps and branches can join by its name. */
export const RecipeBranchSchema = v.strictObject({
	name,
	/** The table or earlier branch it starts from. Left out: the recipe's own table. */
	of: v.optional(name),
	/** Without `of`: after how many steps of the recipe it leaves it. */
	after: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0)), 0),
	steps: v.array(RecipeStepSchema)
});
export type RecipeBranch = v.InferOutput<typeof RecipeBranchSchema>;

/** After how many of the main steps a branch leaves them, itself or by the branch it comes from; 0 where it begins with another table. */
export function leavesAfter({ branches = [] }: Pick<Recipe, 'branches'>, branch: RecipeBranch): number {
	if (branch.of === undefined) return branch.after;
	const earlier = branches.slice(0, branches.indexOf(branch));
	const parent = earlier.find(({ name }) => name === branch.of);
	return parent ? leavesAfter({ branches: earlier }, parent) : 0;
}

/** A value that steps take by `{"parameter": name}` in place of the value itself. */
export const RecipeParameterSchema = v.strictObject({ name, value: JsonSchema, about: v.optional(v.string()) });
export type RecipeParameter = v.InferOutput<typeof RecipeParameterSchema>;

export const RecipeSchema = v.strictObject({
	schemaVersion: v.literal(1),
	steps: v.array(RecipeStepSchema),
	branches: v.optional(v.array(RecipeBranchSchema)),
	parameters: v.optional(v.array(RecipeParameterSchema))
});
export type Recipe = v.InferOutput<typeof RecipeSchema>;

export const emptyRecipe: Recipe = { schemaVersion: 1, steps: [] };

/** A recipe from a file. Throws recipe/invalid, which names the place in the file. */
export function parseRecipe(value: unknown): Recipe {
	const result = v.safeParse(RecipeSchema, value);
	if (result.success) return result.output;
	const [issue] = result.issues;
	throw new AppError('recipe/invalid', {
		place: v.getDotPath(issue) ?? '',
		wanted: issue.expected ?? issue.type,
		found: issue.received
	});
}

/** A recipe without what its steps learned. */
export function unfitted(recipe: Recipe): Recipe {
	const forget = (steps: readonly RecipeStep[]) => steps.map(({ fitted: _fitted, ...step }) => step);
	return {
		...recipe,
		steps: forget(recipe.steps),
		...(recipe.branches && { branches: recipe.branches.map((branch) => ({ ...branch, steps: forget(branch.steps) })) })
	};
}

export function withFitted(recipe: Recipe, index: number, fitted: Json): Recipe {
	return { ...recipe, steps: recipe.steps.map((step, i) => (i === index ? { ...step, fitted } : step)) };
}

/** The steps of a branch as a recipe of their own. */
export function branchRecipe(recipe: Recipe, branch: RecipeBranch): Recipe {
	return { schemaVersion: 1, steps: branch.steps, ...(recipe.parameters && { parameters: recipe.parameters }) };
}

export function withBranchSteps(recipe: Recipe, name: string, steps: readonly RecipeStep[]): Recipe {
	const branches = recipe.branches?.map((branch) => (branch.name === name ? { ...branch, steps: [...steps] } : branch));
	return branches ? { ...recipe, branches } : recipe;
}
