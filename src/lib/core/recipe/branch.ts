import { AppError } from '../errors';
import type { Json } from '../json';
import { fieldsOf } from './control';
import { operations } from './operations';
import { leavesAfter, type Recipe, type RecipeBranch, type RecipeStep } from './recipe';

/** A branch as a recipe of its own: the steps on the way to it, then its own. */
export interface FlatBranch {
	/** The table it begins with; null for the recipe's own. */
	readonly table: string | null;
	/** How many of the steps come before its own. */
	readonly before: number;
	readonly recipe: Recipe;
}

/**
 * What computes a branch and nothing after it. Steps can still read the branches declared before it that leave early enough. Throws
 * recipe/table-missing where the recipe has no such branch.
 */
export function flattenBranch(recipe: Recipe, name: string): FlatBranch {
	const branches = recipe.branches ?? [];
	const place = branches.findIndex((branch) => branch.name === name);
	const branch = branches[place];
	if (!branch) throw new AppError('recipe/table-missing', { table: name });
	const earlier = branches.slice(0, place);
	const base = baseOf({ ...recipe, branches: earlier }, branch);
	return {
		table: base.table,
		before: base.steps.length,
		recipe: {
			schemaVersion: 1,
			steps: [...base.steps, ...branch.steps],
			branches: earlier.filter(
				(each) => rootOf(earlier, each) !== null || (base.table === null && leavesAfter(recipe, each) <= base.after)
			),
			...(recipe.parameters && { parameters: recipe.parameters })
		}
	};
}

interface Base {
	readonly table: string | null;
	readonly steps: readonly RecipeStep[];
	/** How many of the main steps have run. */
	readonly after: number;
}

function baseOf(recipe: Recipe, { of, after }: RecipeBranch): Base {
	if (of === undefined) return { table: null, steps: recipe.steps.slice(0, after), after };
	const place = (recipe.branches ?? []).findIndex(({ name }) => name === of);
	const parent = recipe.branches?.[place];
	if (!parent) return { table: of, steps: [], after: 0 };
	const base = baseOf({ ...recipe, branches: recipe.branches?.slice(0, place) ?? [] }, parent);
	return { ...base, steps: [...base.steps, ...parent.steps] };
}

/** The table that a branch goes back to; null for the recipe's own. */
function rootOf(branches: readonly RecipeBranch[], { of }: RecipeBranch): string | null {
	if (of === undefined) return null;
	const place = branches.findIndex(({ name }) => name === of);
	const parent = branches[place];
	return parent ? rootOf(branches.slice(0, place), parent) : of;
}

/** A name that neither a branch nor one of `taken` has. */
export function freeName(recipe: Recipe, wanted: string, taken: readonly string[] = []): string {
	const names = new Set(
		[...taken, ...(recipe.branches ?? []).map(({ name }) => name)].map((name) => name.toLowerCase())
	);
	for (let n = 1; ; n++) {
		const name = n === 1 ? wanted : `${wanted} ${n}`;
		if (!names.has(name.toLowerCase())) return name;
	}
}

/** A branch without steps yet, from another table (`of`) or from after so many main steps. */
export function addBranch(recipe: Recipe, name: string, from: Pick<RecipeBranch, 'of'> & { after?: number }): Recipe {
	const branch = { name, after: from.after ?? 0, steps: [], ...(from.of !== undefined && { of: from.of }) };
	return { ...recipe, branches: [...(recipe.branches ?? []), branch] };
}

/** The recipe without a branch; steps that read it are then broken. */
export function removeBranch(recipe: Recipe, name: string): Recipe {
	return { ...recipe, branches: (recipe.branches ?? []).filter((branch) => branch.name !== name) };
}

/** A branch under another name, also where steps and branches read it. */
export function renameBranch(recipe: Recipe, from: string, to: string): Recipe {
	const reread = (steps: readonly RecipeStep[]) => steps.map((step) => readingInstead(step, from, to));
	return {
		...recipe,
		steps: reread(recipe.steps),
		branches: (recipe.branches ?? []).map((branch) => ({
			...branch,
			name: branch.name === from ? to : branch.name,
			...(branch.of !== undefined && { of: branch.of === from ? to : branch.of }),
			steps: reread(branch.steps)
		}))
	};
}

/** A step that reads table `to` where it read `from`. */
export function readingInstead(step: RecipeStep, from: string, to: string): RecipeStep {
	const operation = operations.find(({ id }) => id === step.op);
	if (!operation) return step;
	const changed: Record<string, Json> = {};
	for (const { name, control } of fieldsOf(operation.params)) {
		const value = step.params[name];
		if (control.control === 'table' && value === from) changed[name] = to;
		if (control.control === 'tables' && Array.isArray(value))
			changed[name] = value.map((each: Json) => (each === from ? to : each));
	}
	return Object.keys(changed).length === 0 ? step : { ...step, params: { ...step.params, ...changed } };
}
