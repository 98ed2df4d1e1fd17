import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { temporaryName, withStagedRecipe } from './recipe-stage';
import { tablesOf } from './recipe-tables';
import { openTable } from './table';

export interface PreparedTable {
	/** SQL that can stand after FROM, good until the use of it ends. */
	readonly relation: string;
	readonly schema: TableSchema;
}

/** Runs a recipe on all rows of a dataset, hands the table to `use`, and drops it then. Broken steps are passed over. */
export async function withPreparedTable<Answer>(
	workspace: Workspace,
	dataset: Artifact,
	recipe: Recipe,
	use: (table: PreparedTable) => Promise<Answer>,
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<Answer> {
	const { schema } = datasetMeta(dataset);
	onProgress?.({ phase: 'load', done: 0, total: null });
	const relation = await openTable(workspace, dataset, signal);
	if (recipe.steps.every(({ enabled }) => !enabled)) return use({ relation, schema });
	const { relations: tables } = await tablesOf(workspace, recipe, signal);
	return withStagedRecipe(
		workspace,
		recipe,
		relation,
		schema,
		{ tables, passBroken: true },
		async (staged) => {
			const table = temporaryName(workspace, 'prepared');
			try {
				await workspace.sql.execute(`CREATE TABLE ${sqlName(table)} AS ${staged.select}`, signal);
				return await use({ relation: sqlName(table), schema: staged.schema });
			} finally {
				await workspace.sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
			}
		},
		signal,
		onProgress && (({ done, total }) => onProgress({ phase: 'prepare', done, total }))
	);
}
