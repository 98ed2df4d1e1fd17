import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { RecipeTable } from '$lib/core/recipe/operation';
import { tablesOfStep } from '$lib/core/recipe/parameter';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import { listArtifacts } from './artifact';
import { openTable } from './table';

/** The datasets a recipe reads besides its own, opened, by the names its steps use. */
export interface RecipeTables {
	readonly relations: ReadonlyMap<string, RecipeTable>;
	/** Parents of what the recipe makes: `table <name>` to the artifact's id. */
	readonly parents: Artifact['parents'];
}

/** Names of tables that steps and branches read and no branch makes. */
export function tableNames(recipe: Recipe): string[] {
	const branches = recipe.branches ?? [];
	const read = [...branches.flatMap(({ steps }) => steps), ...recipe.steps].flatMap((step) =>
		tablesOfStep(step, recipe.parameters)
	);
	const made = new Set(branches.map(({ name }) => name));
	return [...new Set([...branches.flatMap(({ of }) => of ?? []), ...read])].filter((name) => !made.has(name));
}

/** The newest dataset of each name: the one that a recipe reads. */
export function newestByName(artifacts: readonly Artifact[]): Map<string, Artifact> {
	const newest = new Map<string, Artifact>();
	for (const each of artifacts) {
		const other = newest.get(each.name);
		if (each.type === 'dataset' && !(other && other.createdAt >= each.createdAt)) newest.set(each.name, each);
	}
	return newest;
}

/** Opens the newest dataset of each name; a name with none is left out, and the step that reads it is then broken. */
export async function tablesOf(workspace: Workspace, recipe: Recipe, signal?: AbortSignal): Promise<RecipeTables> {
	const names = tableNames(recipe);
	const relations = new Map<string, RecipeTable>();
	const parents: Record<string, string> = {};
	if (names.length === 0) return { relations, parents };
	const datasets = newestByName(await listArtifacts(workspace, 'dataset'));
	for (const name of names) {
		const dataset = datasets.get(name);
		if (!dataset) continue;
		relations.set(name, { schema: datasetMeta(dataset).schema, sql: await openTable(workspace, dataset, signal) });
		parents[`table ${name}`] = dataset.id;
	}
	return { relations, parents };
}
