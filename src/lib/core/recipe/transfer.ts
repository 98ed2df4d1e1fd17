import { AppError } from '../errors';
import type { TableSchema } from '../table/schema';
import { planRecipe, type PlanOptions } from './compile';
import { stepsOf, type Line } from './edit';
import { parametersIn } from './formula/fill-parameters';
import { parameterOf } from './parameter';
import { parseRecipe, unfitted, type Recipe, type RecipeStep } from './recipe';

/** Some steps of a line as a recipe file, with the parameters they take: for the clipboard and for another recipe. */
export function stepsAsJson(recipe: Recipe, line: Line, places: readonly number[]): string {
	const steps = stepsOf(recipe, line).filter((_, i) => places.includes(i));
	const taken = (recipe.parameters ?? []).filter(({ name }) => steps.some((step) => names(step).includes(name)));
	const part = { schemaVersion: 1 as const, steps, ...(taken.length > 0 && { parameters: taken }) };
	return JSON.stringify(unfitted(part), null, '\t');
}

function names({ params }: RecipeStep): string[] {
	return Object.values(params).flatMap((value) =>
		typeof value === 'string' ? parametersIn(value) : (parameterOf(value) ?? [])
	);
}

/** A recipe as the text of a file, without what its steps learned. */
export function recipeAsJson(recipe: Recipe): string {
	return `${JSON.stringify(unfitted(recipe), null, '\t')}\n`;
}

/** The recipe in the text of a file. Throws recipe/invalid. */
export function readRecipe(text: string): Recipe {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (cause) {
		throw new AppError('recipe/invalid', { place: '', wanted: 'JSON', found: text.slice(0, 20) }, { cause });
	}
	return parseRecipe(value);
}

/** The recipe in a text; null when it holds none. */
export function recipeInText(text: string): Recipe | null {
	if (!/^\s*\{/.test(text) || !text.includes('"schemaVersion"')) return null;
	try {
		return readRecipe(text);
	} catch {
		return null;
	}
}

/** Parameters that come with steps, where the recipe has none of that name. */
export function withParametersOf(recipe: Recipe, other: Recipe): Recipe {
	const own = recipe.parameters ?? [];
	const added = (other.parameters ?? []).filter(({ name }) => !own.some((each) => each.name === name));
	return added.length === 0 ? recipe : { ...recipe, parameters: [...own, ...added] };
}

/**
 * For each of `steps`, why it would not run after a table of this schema; null where it fits. Steps not in `chosen` are passed over, so
 * that the ones after them are judged without them.
 */
export function faultsOfSteps(
	other: Recipe,
	chosen: ReadonlySet<number>,
	schema: TableSchema,
	options: PlanOptions
): (AppError | null)[] {
	const trial = {
		...unfitted(other),
		steps: unfitted(other).steps.map((step, i) => ({ ...step, enabled: chosen.has(i) }))
	};
	const faults = planRecipe(trial, schema, options).steps.map(({ broken }) => broken);
	return faults.map((fault, i) => {
		if (fault?.code === 'recipe/not-fitted' || fault?.code === 'recipe/not-computed') return null;
		if (fault || chosen.has(i)) return fault;
		const alone = { ...trial, steps: trial.steps.map((step, at) => (at === i ? { ...step, enabled: true } : step)) };
		const found = planRecipe(alone, schema, options).steps[i]?.broken ?? null;
		return found?.code === 'recipe/not-fitted' || found?.code === 'recipe/not-computed' ? null : found;
	});
}
