import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { AppError } from '$lib/core/errors';
import { exportSql } from '$lib/core/recipe/export-sql';
import type { PythonLibrary } from '$lib/core/recipe/python/export-python';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableFormat } from '$lib/core/table/source';
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
	const { fitted, schemas } = await fittedRecipe(workspace, recipe, dataset);
	return exportSql(fitted, datasetMeta(dataset).schema, dataset.name, schemas);
}

/** A script over tables named like the datasets, with what the steps learn from all rows. */
export async function recipePython(
	workspace: Workspace,
	recipe: Recipe,
	dataset: Artifact,
	library: PythonLibrary
): Promise<string> {
	const { exportPython } = await import('$lib/core/recipe/python/export-python');
	try {
		const { fitted, schemas } = await fittedRecipe(workspace, recipe, dataset);
		return exportPython(fitted, datasetMeta(dataset).schema, library, schemas).text;
	} catch (error) {
		if (!(error instanceof AppError) || error.code !== 'recipe/not-computed') throw error;
		throw new AppError('recipe/not-python', error.details, { cause: error });
	}
}

async function fittedRecipe(workspace: Workspace, recipe: Recipe, dataset: Artifact) {
	const relation = await openTable(workspace, dataset);
	const fitted = await fitRecipe(workspace, recipe, relation, datasetMeta(dataset).schema);
	const { relations } = await tablesOf(workspace, fitted);
	return { fitted, schemas: new Map(Array.from(relations, ([name, { schema }]) => [name, schema] as const)) };
}
