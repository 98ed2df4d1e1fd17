import type { SourceNames } from '$lib/core/clarify/by-source';
import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { lineageOfRecipe, storyOf } from '$lib/core/recipe/column-lineage';
import type { RecipeTable } from '$lib/core/recipe/operation';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { findKept } from './artifact';
import { recipeOf } from './recipe';

/** For each column that a recipe gives, the columns of tables it is made from; one of another table is named `column (table)`. */
export function sourcesByRecipe(
	recipe: Recipe,
	schema: TableSchema,
	tables: ReadonlyMap<string, RecipeTable> = new Map()
): SourceNames {
	const lineage = lineageOfRecipe(recipe, schema, tables);
	return new Map(
		lineage.results.map(({ column }) => [
			column,
			storyOf(lineage, column).sources.map(({ table, column: from }) => (table === null ? from : `${from} (${table})`))
		])
	);
}

/**
 * For each column of a dataset the columns of the first tables it was made from, over all recipes between. A table whose source or
 * recipe is gone counts as a first one.
 */
export async function sourceColumns(workspace: Workspace, dataset: Artifact): Promise<SourceNames> {
	let names: SourceNames = new Map(datasetMeta(dataset).schema.map(({ name }) => [name, [name]]));
	for (let at: Artifact | null = dataset; at;) {
		const { dataset: from, recipe: by }: Artifact['parents'] = at.parents;
		const source: Artifact | null = from === undefined ? null : await findKept(workspace, from);
		if (source?.type !== 'dataset') break;
		const recipe = by === undefined ? null : await findKept(workspace, by);
		if (recipe) names = through(names, await sourcesOfStage(workspace, at, recipeOf(recipe), source));
		else if (by !== undefined) break;
		at = source;
	}
	return names;
}

async function sourcesOfStage(
	workspace: Workspace,
	made: Artifact,
	recipe: Recipe,
	source: Artifact
): Promise<SourceNames> {
	const tables = new Map<string, RecipeTable>();
	for (const [role, id] of Object.entries(made.parents)) {
		const name = /^table (.*)$/s.exec(role)?.[1];
		const table = name === undefined ? null : await findKept(workspace, id);
		if (name !== undefined && table?.type === 'dataset')
			tables.set(name, { schema: datasetMeta(table).schema, sql: '' });
	}
	return sourcesByRecipe(recipe, datasetMeta(source).schema, tables);
}

/** Columns of a later table by those of an earlier one; what the stage does not know, a column of another table, stays. */
function through(names: SourceNames, stage: SourceNames): SourceNames {
	return new Map(
		Array.from(names, ([name, from]) => [name, [...new Set(from.flatMap((each) => stage.get(each) ?? [each]))]])
	);
}
