import { AppError } from '$lib/core/errors';
import { canonicalJson, toJson } from '$lib/core/json';
import type { Model } from '$lib/core/model/model';
import { modelToOnnx } from '$lib/core/model/onnx';
import { changesNothing, type Graph, type Preparation } from '$lib/core/model/preparation';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { compileRecipe } from '$lib/core/recipe/compile';
import { operationNamed } from '$lib/core/recipe/operations';
import { emptyRecipe, type Recipe } from '$lib/core/recipe/recipe';
import { portableRecipe } from '$lib/core/recipe/to-portable';
import { datasetMeta } from '$lib/core/table/dataset';
import { findKept } from './artifact';
import { recipeOf } from './recipe';

/** Where the columns that a model was trained on come from. */
export interface Origin {
	/** The table the raw rows are in. */
	readonly source: Artifact;
	/** All that made the model's table of it, fitted. */
	readonly recipe: Recipe;
	/** Null: the graph reads the columns of the model's table, and no step is missing in it. */
	readonly preparation: Preparation | null;
}

/**
 * Walks from the table a model was trained on back over the recipes that made it, as far as the steps can be in the graph. An
 * imported table, a training set, and a table whose source or recipe is gone end the walk.
 */
export async function findOrigin(workspace: Workspace, dataset: Artifact, model: Model): Promise<Origin> {
	let origin: Origin = { source: dataset, recipe: emptyRecipe, preparation: null };
	for (;;) {
		const before = await stepBack(workspace, origin.source);
		if (!before) return origin;
		const recipe: Recipe = { schemaVersion: 1, steps: [...before.recipe.steps, ...origin.recipe.steps] };
		const preparation = prepare(before.source, recipe, model);
		if (preparation === undefined) return origin;
		origin = { source: before.source, recipe, preparation };
		if (preparation?.notInside) return origin;
	}
}

/** A table made of another without a recipe (rows chosen, weights or predictions put beside) keeps the columns it has from it. */
async function stepBack(workspace: Workspace, dataset: Artifact): Promise<Pick<Origin, 'source' | 'recipe'> | null> {
	const { dataset: from, recipe: by } = dataset.parents;
	if (dataset.type !== 'dataset' || from === undefined) return null;
	const source = await findKept(workspace, from);
	if (source?.type !== 'dataset') return null;
	if (by === undefined) return { source, recipe: emptyRecipe };
	const recipe = await findKept(workspace, by);
	return recipe ? { source, recipe: recipeOf(recipe) } : null;
}

/** Undefined where the recipe does not give what the model reads. */
function prepare(source: Artifact, recipe: Recipe, model: Model): Preparation | null | undefined {
	try {
		const names = model.inputs.map(({ name }) => name);
		const made = portableRecipe(recipe, datasetMeta(source).schema, names);
		const last = recipe.steps[made.start - 1];
		const notInside = last
			? { op: last.op, params: last.params, ...(last.name !== undefined && { name: last.name }) }
			: null;
		if (changesNothing(made)) return notInside ? { schemaVersion: 1, recipe: null, notInside } : null;
		modelToOnnx(model, made);
		return { schemaVersion: 1, recipe: made, notInside };
	} catch (error) {
		if (error instanceof AppError) return undefined;
		throw error;
	}
}

/** SQL of the rows of `relation`, a table like the origin's source, after the first `count` steps. Steps that drop or order rows are left out. */
export function preparedSql({ source, recipe }: Origin, relation: string, count: number): string {
	const steps = recipe.steps.slice(0, count).filter(({ op }) => ['each', 'mark'].includes(operationNamed(op).rows));
	return steps.length === 0
		? relation
		: `(${compileRecipe({ schemaVersion: 1, steps }, datasetMeta(source).schema, relation).sql})`;
}

/** The origin of a dataset, where it is the one that a model's preparation was made from. */
export async function findSameOrigin(
	workspace: Workspace,
	dataset: Artifact,
	{ model, preparation }: Omit<Graph, 'onnx'>
): Promise<Origin | null> {
	if (!preparation?.recipe) return null;
	const origin = await findOrigin(workspace, dataset, model);
	return textOf(origin.preparation) === textOf(preparation) ? origin : null;
}

function textOf(preparation: Preparation | null): string {
	return canonicalJson(toJson(preparation));
}
