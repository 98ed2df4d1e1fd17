import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { learnRecipe } from '$lib/core/recipe/fit';
import { RecipeSchema, type Recipe } from '$lib/core/recipe/recipe';
import { toRows } from '$lib/core/table/columns';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { saveArtifact } from './artifact';
import { withStagedRecipe, type StepReport } from './recipe-stage';
import { tablesOf } from './recipe-tables';
import { kindsOf, openTable, saveTable } from './table';

/** What a recipe artifact keeps: the recipe with what its steps learned. */
export const RecipeMetaSchema = v.object({ schemaVersion: v.literal(1), recipe: RecipeSchema });

export interface RecipeReport {
	readonly rowsIn: number;
	readonly rowsOut: number;
	readonly columns: number;
	readonly steps: readonly StepReport[];
	readonly ms: number;
}

/** Lets every step of a recipe that has not learned yet learn from a relation. */
export async function fitRecipe(
	workspace: Workspace,
	recipe: Recipe,
	relation: string,
	schema: TableSchema,
	fitOn?: string,
	signal?: AbortSignal
): Promise<Recipe> {
	const tables = await tablesOf(workspace, recipe, signal);
	return learnRecipe(recipe, schema, relation, async (sql) => toRows(await workspace.sql.query(sql, signal)), {
		tables: tables.relations,
		...(fitOn !== undefined && { fitOn })
	});
}

/** Runs a recipe on a dataset: a new dataset and the fitted recipe, both kept. */
export async function runRecipe(
	workspace: Workspace,
	recipe: Recipe,
	dataset: Artifact,
	options: { readonly name?: string; readonly fitOn?: string } = {},
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<{ dataset: Artifact; recipe: Artifact; report: RecipeReport }> {
	const began = workspace.clock.elapsed();
	const { schema } = datasetMeta(dataset);
	const relation = await openTable(workspace, dataset, signal);
	const name = options.name ?? dataset.name;
	const tables = await tablesOf(workspace, recipe, signal);
	return withStagedRecipe(
		workspace,
		recipe,
		relation,
		schema,
		{ tables: tables.relations, ...(options.fitOn !== undefined && { fitOn: options.fitOn }) },
		async (staged) => {
			const fitted = await saveArtifact(workspace, {
				type: 'recipe',
				name,
				blobs: {},
				meta: { schemaVersion: 1, recipe: staged.recipe },
				parents: { dataset: dataset.id, ...tables.parents },
				isNewest: true
			});
			const made = await saveTable(
				workspace,
				staged.select,
				{
					name,
					parents: { dataset: dataset.id, recipe: fitted.id, ...tables.parents },
					kinds: kindsOf(staged.schema)
				},
				signal
			);
			return {
				dataset: made,
				recipe: fitted,
				report: {
					rowsIn: staged.rowsIn,
					rowsOut: staged.rowsOut,
					columns: staged.schema.length,
					steps: staged.steps,
					ms: workspace.clock.elapsed() - began
				}
			};
		},
		signal,
		onProgress
	);
}

/** The fitted recipe that an artifact keeps. */
export function recipeOf(artifact: Artifact): Recipe {
	const result = v.safeParse(RecipeMetaSchema, artifact.meta);
	if (!result.success)
		throw new AppError('recipe/invalid', { place: artifact.id, wanted: 'recipe', found: artifact.type });
	return result.output.recipe;
}
