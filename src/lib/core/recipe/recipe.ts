import * as v from 'valibot';
import { AppError } from '../errors';
import type { Json } from '../json';

const JsonSchema: v.GenericSchema<unknown, Json> = v.lazy(() =>
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
	/** What the step learned; with it, it is applied without learning again. */
	fitted: v.optional(JsonSchema)
});
export type RecipeStep = v.InferOutput<typeof RecipeStepSchema>;

export const RecipeSchema = v.strictObject({ schemaVersion: v.literal(1), steps: v.array(RecipeStepSchema) });
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
	return { ...recipe, steps: recipe.steps.map(({ fitted: _fitted, ...step }) => step) };
}

export function withFitted(recipe: Recipe, index: number, fitted: Json): Recipe {
	return { ...recipe, steps: recipe.steps.map((step, i) => (i === index ? { ...step, fitted } : step)) };
}
