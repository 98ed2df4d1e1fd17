import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { compileRecipe } from '$lib/core/recipe/compile';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableFormat } from '$lib/core/table/source';
import { sqlName } from '$lib/core/table/sql';
import { fitRecipe } from './recipe';
import { withStagedRecipe } from './recipe-stage';
import { tablesOf } from './recipe-tables';
import { openTable } from './table';
import { exportTable } from './table-export';

/** Writes what a recipe makes of all rows as a file, a part at a time. */
export async function exportRecipe(
	workspace: Workspace,
	recipe: Recipe,
	dataset: Artifact,
	format: TableFormat,
	write: (part: Uint8Array) => Promise<void>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<void> {
	const relation = await openTable(workspace, dataset, signal);
	const { relations: tables } = await tablesOf(workspace, recipe, signal);
	return withStagedRecipe(
		workspace,
		recipe,
		relation,
		datasetMeta(dataset).schema,
		{ tables },
		({ select }) => exportTable(workspace, select, format, write, signal, onProgress),
		signal,
		onProgress
	);
}

/** One statement over tables named like the datasets, with what the steps learn from all rows. */
export async function recipeSql(workspace: Workspace, recipe: Recipe, dataset: Artifact): Promise<string> {
	const relation = await openTable(workspace, dataset);
	const { schema } = datasetMeta(dataset);
	const fitted = await fitRecipe(workspace, recipe, relation, schema);
	const { relations } = await tablesOf(workspace, fitted);
	const tables = new Map(
		Array.from(relations, ([name, each]) => [name, { schema: each.schema, sql: sqlName(name) }] as const)
	);
	return `${compileRecipe(fitted, schema, sqlName(dataset.name), { tables }).sql};\n`;
}
