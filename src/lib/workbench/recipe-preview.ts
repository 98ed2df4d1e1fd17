import type { Workspace } from '$lib/core/ports';
import type { Artifact } from '$lib/core/project/artifact';
import { planRecipe, planSql, type RecipePlan } from '$lib/core/recipe/compile';
import type { RecipeTable } from '$lib/core/recipe/operation';
import type { Recipe } from '$lib/core/recipe/recipe';
import { datasetMeta } from '$lib/core/table/dataset';
import { isNumericType, type Field, type TableSchema } from '$lib/core/table/schema';
import { sqlName } from '$lib/core/table/sql';
import { temporaryName, withStagedRecipe, type StepReport } from './recipe-stage';
import { tablesOf } from './recipe-tables';
import { openTable } from './table';

/** What a recipe makes of the first rows of a dataset, kept as a table until `dispose`. */
export interface RecipePreview {
	/** With what its steps learned from these rows. */
	readonly recipe: Recipe;
	readonly steps: readonly StepReport[];
	/** SQL that can stand after FROM; rows in their order. */
	readonly relation: string;
	readonly schema: TableSchema;
	readonly rowsIn: number;
	readonly rowsOut: number;
	/** Rows of the whole dataset; more than `rowsIn` when the preview is of a sample (its first rows). */
	readonly rowsTotal: number;
	/** What to stage on the same rows to see the same again. */
	readonly again: StagedAgain;
	/** Tables besides its own that the recipe reads, by name. */
	readonly tables: ReadonlyMap<string, RecipeTable>;
	/** For each column that the last step made or changed, 1 where the cell of that row is new or different. */
	readonly changed: ReadonlyMap<string, Uint8Array>;
	dispose(): Promise<void>;
}

/**
 * Runs a recipe, or its first `end` steps, on the first `sampleRows` rows of a dataset. Broken steps are passed over and marked. With
 * `compare` the cells that the last step changed are found by comparing the rows before and after it; where the rows are others than before,
 * the columns it brought count as changed.
 */
export async function previewRecipe(
	workspace: Workspace,
	recipe: Recipe,
	dataset: Artifact,
	options: { readonly sampleRows: number; readonly end?: number; readonly compare?: boolean },
	signal?: AbortSignal
): Promise<RecipePreview> {
	const meta = datasetMeta(dataset);
	const whole = await openTable(workspace, dataset, signal);
	const source = meta.rows > options.sampleRows ? `(SELECT * FROM ${whole} LIMIT ${options.sampleRows})` : whole;
	const { relations: tables } = await tablesOf(workspace, recipe, signal);
	const end = Math.min(options.end ?? recipe.steps.length, recipe.steps.length);
	return withStagedRecipe(
		workspace,
		recipe,
		source,
		meta.schema,
		{ end, passBroken: true, tables },
		async ({ recipe: fitted, planning, steps, schema, rowsIn, rowsOut }) => {
			const plan = planRecipe(fitted, meta.schema, planning);
			const table = temporaryName(workspace, 'preview');
			const made = planSql(plan, source, { start: 0, end, keepHidden: true });
			await workspace.sql.execute(`CREATE TABLE ${sqlName(table)} AS ${made}`, signal);
			const dispose = () => workspace.sql.execute(`DROP TABLE IF EXISTS ${sqlName(table)}`);
			try {
				return {
					recipe: fitted,
					again: { dataset, asked: recipe, end, ...stagedAgain(recipe, fitted, planning.learned) },
					steps,
					relation: `(SELECT ${schema.map(({ name }) => sqlName(name)).join(', ')} FROM ${sqlName(table)})`,
					schema,
					tables: planning.tables ?? tables,
					rowsIn,
					rowsOut,
					rowsTotal: meta.rows,
					changed: options.compare
						? await changedCells(workspace, plan, end, source, table, rowsOut, signal)
						: new Map(),
					dispose
				};
			} catch (error) {
				await dispose();
				throw error;
			}
		},
		signal
	);
}

/** A recipe that was run on a dataset, or its first `end` steps. */
export interface StagedAgain {
	readonly dataset: Artifact;
	/** As it was asked for, to be learned on other rows. */
	readonly asked: Recipe;
	readonly end: number;
	/** For the same rows: with what it learned on them, and the places of the steps that did, where that spares learning again. */
	readonly recipe: Recipe;
	readonly learned: ReadonlySet<number>;
}

/** A branch is staged by itself, where nobody can tell it which of its steps learned before: a recipe with one learns again. */
function stagedAgain(
	recipe: Recipe,
	fitted: Recipe,
	learned: ReadonlySet<number> = new Set()
): Pick<StagedAgain, 'recipe' | 'learned'> {
	const hasBranches = recipe.branches !== undefined && recipe.branches.length > 0;
	return hasBranches ? { recipe, learned: new Set() } : { recipe: fitted, learned };
}

async function changedCells(
	workspace: Workspace,
	plan: RecipePlan,
	end: number,
	source: string,
	table: string,
	rows: number,
	signal?: AbortSignal
): Promise<Map<string, Uint8Array>> {
	const step = plan.steps[end - 1];
	if (!step?.columns || step.operation?.rows === 'order') return new Map();
	const before = new Map(step.input.map((field) => [field.name, field]));
	const areOthers = step.operation?.rows === 'new';
	const touched = step.columns
		.filter(({ field, sql }) => (areOthers ? !before.has(field.name) : sql !== sqlName(field.name)))
		.map(({ field }) => field);
	const changed = new Map(touched.map(({ name }) => [name, new Uint8Array(rows).fill(1)]));
	const compared = touched.flatMap((field) => {
		const old = before.get(field.name);
		return old ? [{ field, old }] : [];
	});
	if (compared.length === 0) return changed;
	const row = sqlName(plan.row);
	const tests = compared.map(({ field, old }, i) => `(${differs(field, old)})::INTEGER AS d${i}`);
	const answer = await workspace.sql.query(
		`SELECT ${tests.join(', ')} FROM ${sqlName(table)} AS a LEFT JOIN (${planSql(plan, source, {
			start: 0,
			end: end - 1,
			keepHidden: true
		})}) AS b ON a.${row} = b.${row} ORDER BY a.${row}`,
		signal
	);
	compared.forEach(({ field }, i) => {
		const vector = answer.columns[i]?.vector;
		if (vector?.kind === 'number') changed.set(field.name, Uint8Array.from(vector.values));
	});
	return changed;
}

function differs(field: Field, old: Field): string {
	const name = sqlName(field.name);
	const same = field.type === old.type;
	const as = same ? '' : isNumericType(field.type) && isNumericType(old.type) ? '::DOUBLE' : '::VARCHAR';
	return `a.${name}${as} IS DISTINCT FROM b.${name}${as}`;
}
