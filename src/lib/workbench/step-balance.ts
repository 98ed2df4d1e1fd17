import * as v from 'valibot';
import { AppError } from '$lib/core/errors';
import { mostApart } from '$lib/core/clarify/most-apart';
import type { Selection } from '$lib/core/clarify/selector';
import { BalanceSubjectSchema, type BalanceSubject, type RecipeBalance } from '$lib/core/clarify/step-balance';
import { countBalance } from '$lib/core/clarify/step-balance-sql';
import { toJson } from '$lib/core/json';
import type { OnProgress, Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { planRecipe, type PlanOptions } from '$lib/core/recipe/compile';
import { fitOnSql } from '$lib/core/recipe/fit';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import type { TableSchema } from '$lib/core/table/schema';
import { biasDefaults, biasReport } from './bias';
import { withStagedRecipe } from './recipe-stage';
import { tablesOf } from './recipe-tables';
import { openTable } from './table';

const collection = 'step-balance';
const known = 1;

/** Whose balance is watched beside the recipe of a dataset; null where nobody chose. Errors: project/version-newer, project/invalid. */
export async function readBalanceSubject(
	{ catalog, project }: Pick<Workspace, 'catalog' | 'project'>,
	dataset: Artifact
): Promise<BalanceSubject | null> {
	const kept = await catalog.get(project, collection, dataset.id);
	if (kept === undefined) return null;
	const version = v.safeParse(v.object({ schemaVersion: v.number() }), kept);
	if (version.success && version.output.schemaVersion > known)
		throw new AppError('project/version-newer', { version: version.output.schemaVersion, known });
	const parsed = v.safeParse(v.object({ schemaVersion: v.literal(known), subject: BalanceSubjectSchema }), kept);
	if (!parsed.success)
		throw new AppError('project/invalid', { artifact: collection, reason: parsed.issues[0].message });
	return parsed.output.subject;
}

/** Keeps whose balance is watched; null stops it. */
export async function writeBalanceSubject(
	{ catalog, project }: Pick<Workspace, 'catalog' | 'project'>,
	dataset: Artifact,
	subject: BalanceSubject | null
): Promise<void> {
	const at = { project, collection, key: dataset.id };
	const value = toJson({ schemaVersion: known, subject });
	await catalog.write([subject === null ? { delete: at } : { put: { ...at, value } }]);
}

/** The group of a column that gets the good outcome least often, for a person who named none. */
export async function furthestGroup(
	workspace: Pick<Workspace, 'sql' | 'explainer'>,
	relation: string,
	label: string,
	positive: Exclude<Selection, { each: true }>,
	column: string,
	signal?: AbortSignal
): Promise<string> {
	const facets = [{ column, selection: { each: true } as const }];
	const spec = { ...biasDefaults, label, positive, facets, intervals: 0 };
	return mostApart((await biasReport(workspace, relation, spec, signal)).facets);
}

/** Counts the balance after every step of a recipe that is staged: in one statement. `source` is the relation it is staged on. */
export async function balanceOfStaged(
	{ sql }: Pick<Workspace, 'sql'>,
	staged: { readonly recipe: Recipe; readonly planning: PlanOptions },
	source: { readonly relation: string; readonly schema: TableSchema },
	subject: BalanceSubject,
	options: { readonly end?: number; readonly fitOn?: string } = {},
	signal?: AbortSignal
): Promise<RecipeBalance> {
	const { recipe, planning } = staged;
	const plan = planRecipe(recipe, source.schema, planning);
	const { sql: statement, read } = countBalance(plan, source.relation, subject, {
		end: options.end ?? recipe.steps.length,
		...(planning.learned && { learned: planning.learned }),
		...(options.fitOn !== undefined && { fitOn: fitOnSql(options.fitOn, source.schema) })
	});
	return read(statement === null ? null : await sql.query(statement, signal));
}

export interface DatasetBalance {
	readonly balance: RecipeBalance;
	/** Rows it was counted on, and those of the whole dataset. */
	readonly rows: number;
	readonly rowsTotal: number;
}

/**
 * What each of the first `end` steps of a recipe does to the balance of a dataset, on its first `sampleRows` rows or on all. Broken steps are
 * passed over. A step that was fitted on the same rows by a preview is among its `learned`.
 */
export async function recipeBalance(
	workspace: Workspace,
	recipe: Recipe,
	dataset: Artifact,
	subject: BalanceSubject,
	options: { readonly sampleRows?: number; readonly end?: number; readonly learned?: ReadonlySet<number> },
	signal?: AbortSignal,
	onProgress?: OnProgress
): Promise<DatasetBalance> {
	const { schema, rows: rowsTotal } = datasetMeta(dataset);
	const whole = await openTable(workspace, dataset, signal);
	const { relations: tables } = await tablesOf(workspace, recipe, signal);
	const rows = Math.min(rowsTotal, options.sampleRows ?? rowsTotal);
	const relation = rows < rowsTotal ? `(SELECT * FROM ${whole} LIMIT ${rows})` : whole;
	const end = Math.min(options.end ?? recipe.steps.length, recipe.steps.length);
	const balance = await withStagedRecipe(
		workspace,
		recipe,
		relation,
		schema,
		{ end, passBroken: true, unmeasured: true, tables, ...(options.learned && { learned: options.learned }) },
		(staged) => balanceOfStaged(workspace, staged, { relation, schema }, subject, { end }, signal),
		signal,
		onProgress
	);
	return { balance, rows, rowsTotal };
}
